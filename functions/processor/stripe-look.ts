import type Stripe from 'stripe';
import type { Unknown } from './processor.ts';
import { fromStripeAmount } from './stripe-amount.ts';
import { type Failure, fieldsOf, isOk, metadataOf } from './stripe-answer.ts';
import { type Budget, startBudget } from './stripe-budget.ts';
import { createStripeClient, type StripeAddress } from './stripe-client.ts';

interface Look {
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A payment as Stripe has it now. */
export interface PaymentNow extends Look {
  readonly kind: 'payment';
  readonly paymentId: string;
  /** Stripe's own: `succeeded` means that the money moved. */
  readonly status: string;
  /** Given back or on its way, minor units. */
  readonly amountRefunded: number;
}

/** A refund as Stripe has it now. */
export interface RefundNow extends Look {
  readonly kind: 'refund';
  readonly processorId: string;
  readonly paymentId: string | null;
  /** Stripe's own: one that succeeded may fail later, when the bank returns the money. */
  readonly status: string;
}

interface Missing {
  readonly kind: 'missing';
}

/** Looks at Stripe without moving anything. Never throws. */
export interface StripeLook {
  readonly retrievePayment: (paymentId: string, budgetMs: number) => Promise<PaymentNow | Missing | Unknown>;
  /** @param processorId `re_…` */
  readonly retrieveRefund: (processorId: string, budgetMs: number) => Promise<RefundNow | Missing | Unknown>;
}

const NOT_UNDERSTOOD: Unknown = { kind: 'unknown', reason: 'the answer was not understood' };

const idOf = (value: unknown): string | null => {
  const id = typeof value === 'string' ? value : fieldsOf(value).id;
  return typeof id === 'string' ? id : null;
};

const readLook = (value: unknown): (Look & { readonly id: string; readonly status: string }) | null => {
  const { id, status, amount, currency, metadata } = fieldsOf(value);
  if (!isOk(value) || typeof id !== 'string' || typeof status !== 'string') return null;
  if (typeof amount !== 'number' || typeof currency !== 'string') return null;
  const iso = currency.toUpperCase();
  return { id, status, amount: fromStripeAmount(amount, iso), currency: iso, metadata: metadataOf(metadata) };
};

const readPayment = (value: unknown): PaymentNow | Unknown => {
  const look = readLook(value);
  const { object, latest_charge } = fieldsOf(value);
  if (look === null || object !== 'payment_intent') return NOT_UNDERSTOOD;
  const { amount_refunded: refunded = 0 } = fieldsOf(latest_charge);
  if (typeof refunded !== 'number' || typeof latest_charge === 'string') return NOT_UNDERSTOOD;
  const { id: paymentId, ...rest } = look;
  const amountRefunded = fromStripeAmount(refunded, look.currency);
  return { kind: 'payment', paymentId, ...rest, amountRefunded };
};

const readRefund = (value: unknown): RefundNow | Unknown => {
  const look = readLook(value);
  const { object, payment_intent } = fieldsOf(value);
  if (look === null || object !== 'refund') return NOT_UNDERSTOOD;
  const { id: processorId, ...rest } = look;
  return { kind: 'refund', processorId, ...rest, paymentId: idOf(payment_intent) };
};

const isFailure = (answer: { readonly kind: string }): answer is Failure =>
  answer.kind === 'refused' || answer.kind === 'not-sent' || answer.kind === 'no-answer';

/**
 * For an event's receiver: events say that something happened, this says what is so now.
 *
 * @example createStripeLook(stripeAddressOf(environment))
 */
export const createStripeLook = (address: StripeAddress): StripeLook => {
  const { call } = createStripeClient(address);

  const look = async <T>(
    budget: Budget,
    send: (stripe: Stripe, timeoutMs: number) => Promise<unknown>,
    read: (value: unknown) => T | Unknown,
  ): Promise<T | Missing | Unknown> => {
    const answer = await call(budget, send, (value) => ({ kind: 'read' as const, found: read(value) }));
    if (!isFailure(answer)) return answer.found;
    if (answer.kind !== 'refused') return { kind: 'unknown', reason: answer.reason };
    return answer.httpStatus === 404 && answer.code === 'resource_missing'
      ? { kind: 'missing' }
      : { kind: 'unknown', reason: `HTTP ${answer.httpStatus} ${answer.code ?? answer.type}` };
  };

  return {
    retrievePayment: (paymentId, budgetMs) =>
      look(
        startBudget(budgetMs),
        (stripe, timeout) =>
          stripe.paymentIntents.retrieve(paymentId, { expand: ['latest_charge'] }, { timeout }),
        readPayment,
      ),
    retrieveRefund: (processorId, budgetMs) =>
      look(
        startBudget(budgetMs),
        (stripe, timeout) => stripe.refunds.retrieve(processorId, {}, { timeout }),
        readRefund,
      ),
  };
};
