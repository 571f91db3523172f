import type { Charge, NewCharge } from '../../../functions/charges/charge.ts';
import type { Problem } from '../../../functions/http/problem.ts';
import type { EffectOperation } from '../../../functions/idempotency/operation.ts';
import type { Write } from '../world/table.ts';

type ChargeOperation = EffectOperation<NewCharge, Charge, Problem>;

/** A rule of the protocol, and what the code would do without it. The code itself stays as it is. */
export interface BrokenRule {
  readonly name: string;
  readonly write?: (write: Write) => Write;
  readonly operation?: (operation: ChargeOperation, program: string) => ChargeOperation;
  /** @default false - an order is not needed to see what the rule is for */
  readonly isAboutOrders?: boolean;
  /** @default false - the rule is about money, replies and orders, and not only about who is at work */
  readonly isAboutLeases?: boolean;
  /** @default false - all attempts of a charge share one payment */
  readonly isKeyPerAttempt?: boolean;
  /** @default false - whoever settles burns the key */
  readonly isCancelWithoutFence?: boolean;
  /** @default false - what is unknown stays unknown */
  readonly isUnknownDeclined?: boolean;
}

export const INTACT: BrokenRule = { name: 'all rules' };
