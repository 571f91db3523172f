import { type Charge, isChargeId } from '../charges/charge.ts';
import type { Beginner } from '../idempotency/trail.ts';
import type { VerifiedEvent } from '../processor/stripe-events.ts';
import type { StripeLook } from '../processor/stripe-look.ts';
import { failLate } from '../refunds/fail-late.ts';
import type { RefundDependencies } from '../refunds/operation.ts';
import type { Refund } from '../refunds/refund.ts';
import { settleMoney } from '../refunds/settle-money.ts';
import { refundUnexpected } from '../refunds/unexpected.ts';
import { readItem } from '../shared/read-item.ts';

export interface LookDependencies extends RefundDependencies {
  readonly look: StripeLook;
}

/** When whoever sent the event stops waiting, and what the occurrence is called. */
interface Occasion extends Beginner {
  readonly deadlineMs: number;
}

/**
 * What came of an event. `later`: nothing is certain yet, so it must be sent again. `not-ours`: another deployment's, or
 * none of our payments. `left-open`: still being worked on, and no event ends it. `not-given-back`: refused for good, so
 * that a person must see to it.
 */
export type Seen =
  | 'as-we-hold-it'
  | 'ended'
  | 'left-open'
  | 'given-back'
  | 'not-given-back'
  | 'refund-failed'
  | 'not-ours'
  | 'later';

/** What is left of the time for the look itself, so that what follows from it can still be done. */
const LOOK_MS = 5_000;

/**
 * An event means "look at this now". What it says of the payment is not believed: the charge is compared with what Stripe
 * answers when it is asked. Any event may come at any time, any number of times.
 */
export const lookAt = async (
  dependencies: LookDependencies,
  event: VerifiedEvent,
  occasion: Occasion,
): Promise<Seen> => {
  const { documentClient, settings, telemetry } = dependencies;
  const { tenant, chargeId, refundId, downstreamKey } = event.metadata;
  const id = refundId ?? chargeId;
  if (tenant === undefined || id === undefined || downstreamKey !== `${settings.deploymentId}-${id}`)
    return 'not-ours';

  const item = await readItem<Charge | Refund>(documentClient, settings.chargesTable, tenant, id);
  if (item === undefined) {
    // Its key names this deployment: money moved, or was meant to, of which we have no record.
    telemetry.incident('payment-without-record', { id, paymentId: event.paymentId });
    return 'not-ours';
  }
  return isChargeId(id)
    ? lookAtCharge(dependencies, item as Charge, event.paymentId, occasion)
    : lookAtRefund(dependencies, item as Refund, event.refundId, occasion);
};

/** Whoever works on it ends it; an event ends it only where the recovery would. */
const isEndedNow = async (
  dependencies: LookDependencies,
  { tenant, id }: Charge | Refund,
  occasion: Occasion,
): Promise<boolean> => {
  const outcome = await settleMoney(dependencies)({ tenant, id, ...occasion });
  return outcome === 'settled' || outcome === 'abandoned';
};

const lookAtCharge = async (
  dependencies: LookDependencies,
  charge: Charge,
  paymentId: string | null,
  occasion: Occasion,
): Promise<Seen> => {
  if (charge.status === 'succeeded') return 'as-we-hold-it';
  if (charge.status === 'failed') return lookAtFailed(dependencies, charge, paymentId, occasion);

  const { documentClient, settings, world } = dependencies;
  if (!(await isEndedNow(dependencies, charge, occasion))) {
    // About an old one the event must come again: it may yet end as failed, and this payment with it be unexpected.
    return world.clock() < charge.createdAtMs + settings.settleAfterMs ? 'left-open' : 'later';
  }
  const ended = await readItem<Charge>(documentClient, settings.chargesTable, charge.tenant, charge.id);
  if (ended?.status !== 'failed') return 'ended';
  const seen = await lookAtFailed(dependencies, ended, paymentId, occasion);
  return seen === 'as-we-hold-it' ? 'ended' : seen;
};

const lookAtFailed = async (
  dependencies: LookDependencies,
  charge: Charge,
  paymentId: string | null,
  occasion: Occasion,
): Promise<Seen> => {
  const { look, telemetry } = dependencies;
  if (paymentId === null) return 'as-we-hold-it';

  const payment = await look.retrievePayment(paymentId, LOOK_MS);
  if (payment.kind === 'unknown') return 'later';
  if (payment.kind === 'missing' || payment.metadata.chargeId !== charge.id) return 'not-ours';
  const amount = payment.amount - payment.amountRefunded;
  if (payment.status !== 'succeeded' || amount <= 0) return 'as-we-hold-it';

  telemetry.incident('money-for-a-failed-charge', { chargeId: charge.id, paymentId, amount });
  const answer = await refundUnexpected(dependencies, { charge, paymentId, amount }, occasion);
  if (answer.kind !== 'executed' && answer.kind !== 'replayed') return 'later';
  if (answer.response.status === 201) return 'given-back';
  telemetry.incident('money-not-given-back', { chargeId: charge.id, paymentId, amount });
  return 'not-given-back';
};

const lookAtRefund = async (
  dependencies: LookDependencies,
  refund: Refund,
  processorId: string | null,
  occasion: Occasion,
): Promise<Seen> => {
  const { documentClient, settings, look, telemetry, world } = dependencies;
  if (refund.status === 'processing')
    return (await isEndedNow(dependencies, refund, occasion)) ? 'ended' : 'left-open';
  if (refund.status === 'failed' || processorId === null || processorId !== refund.processorId)
    return 'as-we-hold-it';

  const now = await look.retrieveRefund(processorId, LOOK_MS);
  if (now.kind === 'unknown') return 'later';
  if (now.kind === 'missing' || (now.status !== 'failed' && now.status !== 'canceled'))
    return 'as-we-hold-it';

  const outcome = await failLate(documentClient, settings.chargesTable, refund, world.clock());
  if (outcome === 'busy') return 'later';
  if (outcome === 'changed')
    telemetry.incident('refund-failed-late', { refundId: refund.id, chargeId: refund.chargeId });
  return 'refund-failed';
};
