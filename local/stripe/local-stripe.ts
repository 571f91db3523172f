import type { Delivery, Endpoint } from './deliver.ts';
import type { StripeEvent } from './events.ts';

export type StripeFault =
  /** `kill` ends the calling function's process, before or after the money moved. */
  | { readonly fault: 'crash-before-effect' | 'crash-after-effect'; readonly kill: () => void }
  /** The money moves, the answer never comes: the socket is held until the client leaves. */
  | { readonly fault: 'processor-timeout' }
  /** The connection is refused and nothing moves. */
  | { readonly fault: 'processor-down' }
  /** Each request takes so long before its effect, and is running for as long: its key answers 409. */
  | { readonly fault: 'slow-processor'; readonly ms: number };

/** What money really moved, or was meant to. */
export interface LedgerEntry {
  id: string;
  chargeId: string;
  /** Minor units of ISO 4217, whatever Stripe counts in. */
  amount: number;
  /** ISO 4217, upper case. */
  currency: string;
  status: 'succeeded' | 'failed' | 'canceled';
  /** What has been given back or is on its way. */
  amountRefunded: number;
  idempotencyKey: string;
}

/** What was given back, or was meant to. */
export interface LedgerRefund {
  readonly id: string;
  /** The payment's `id` in the ledger. */
  readonly paymentId: string;
  readonly refundId: string;
  /** Minor units of ISO 4217, whatever Stripe counts in. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly idempotencyKey: string;
}

export interface Door {
  /** @example 'http://127.0.0.1:40123' */
  readonly url: string;
  /** Applies to every request through this door until disarmed with `undefined`. */
  arm(fault: StripeFault | undefined): Promise<void>;
  close(): Promise<void>;
}

export interface LocalStripe {
  /** One door per function process, so that a fault can meet exactly the process that it is meant for. All doors share one Stripe. */
  openDoor(): Promise<Door>;
  /**
   * One entry per PaymentIntent that was attempted or canceled, in the order of their creation.
   *
   * @param tenant @default - everybody's
   */
  ledger(tenant?: string): readonly LedgerEntry[];
  /** One entry per refund that was made, in the order of their creation; what was refused is not among them. */
  refunds(): readonly LedgerRefund[];
  /** What has happened so far, oldest first: `payment_intent.succeeded`, `charge.refunded`, … None is sent by itself. */
  events(): readonly StripeEvent[];
  /**
   * Sends events, signed, one after the other in the order given: so they come late, out of order, and twice when an id
   * is named twice. An id that is not known is left out.
   */
  deliver(eventIds: readonly string[], endpoint: Endpoint): Promise<readonly Delivery[]>;
  /** Forgets every payment, every refund and every key. */
  clear(): void;
  close(): Promise<void>;
}
