import type { Several } from './raw-operations.ts';
import type { RefundStep } from './refund-operations.ts';
import type { Stock } from './stock-operations.ts';

interface Written {
  readonly owner: 'one' | 'two';
  readonly state: 'in-progress' | 'released' | 'completed';
}

export interface AlongsideOrder {
  readonly act: 'hold' | 'pay' | 'free';
  readonly orderId: string;
  readonly amount: number;
}

interface OfCharge {
  readonly tenant: string;
  readonly chargeId: string;
  readonly record: Written;
  readonly alongside: readonly AlongsideOrder[];
  readonly amount: number;
  readonly offsetMs: number;
}

interface OfOrder {
  readonly tenant: string;
  readonly orderId: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly offsetMs: number;
}

/** Of the charge that holds the order, whichever it is. */
export interface End {
  readonly kind: 'end';
  readonly tenant: string;
  readonly orderId: string;
  readonly act: 'pay' | 'free';
  readonly record: Written;
  readonly amount: number;
  readonly offsetMs: number;
}

export type Operation =
  | Several
  | Stock
  | (OfOrder & { readonly kind: 'place' })
  | (OfOrder & { readonly kind: 'change'; readonly copies: number })
  | (OfCharge & { readonly kind: 'claim' })
  /** Expected is what is there, unless something else is said. */
  | (OfCharge & { readonly kind: 'move'; readonly expected: Written | undefined })
  | End
  | RefundStep
  /** Of what is there, as somebody else may just have seen it. */
  | {
      readonly kind: 'redact';
      readonly what: 'charge' | 'order';
      readonly tenant: string;
      readonly chargeId: string;
      readonly orderId: string;
      readonly isSeenAsItIs: boolean;
      readonly offsetMs: number;
    }
  | { readonly kind: 'due'; readonly offsetMs: number; readonly limit: number }
  | {
      readonly kind: 'list';
      readonly table: 'charges' | 'orders';
      readonly tenant: string;
      readonly limit: number;
      readonly after: { readonly offsetMs: number; readonly chargeId: string } | undefined;
    }
  | { readonly kind: 'read-page'; readonly tenant: string; readonly ids: readonly string[] }
  | {
      readonly kind: 'enter';
      readonly chargeId: string;
      readonly amount: number;
      readonly offsetMs: number;
      readonly forgottenOffsetMs: number;
    };
