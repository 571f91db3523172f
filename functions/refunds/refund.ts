import type { Charge, Failure, PaymentIdentity } from '../charges/charge.ts';
import type { Identity } from '../idempotency/operation.ts';
import type { Refund as RefundRequest } from '../processor/processor.ts';
import { type EpochMs, toTimestamp } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';

/** The operation that creates refunds, and their ids. */
export const REFUNDS_CREATE = { name: 'refunds.create', home: { idPrefix: 're' } } as const;

/** The operation that gives back what should not have moved: its key is the charge's id. */
export const REFUNDS_UNEXPECTED = { name: 'refunds.unexpected', home: { idPrefix: 're' } } as const;

/** Why money is given back: for people and for the processor's statistics. */
export const REASONS = ['requested-by-customer', 'duplicate', 'fraudulent'] as const;

/** What a client asks for. */
export interface NewRefund {
  /** Minor units. `null`: all that is left. */
  readonly amount: number | null;
  readonly reason: (typeof REASONS)[number] | null;
}

/** `processing` until the processor's answer is known. */
export type RefundStatus = 'processing' | 'succeeded' | 'failed';

/** A refund as it is stored, in the table of the charges, without its key and its record. */
export interface Refund extends NewRefund {
  readonly tenant: string;
  readonly id: string;
  readonly chargeId: string;
  /** With `refundedAtId`: the refunds of one charge, in the order of their claims. */
  readonly refundOf: string;
  readonly refundedAtId: string;
  /** Resolved by the claim: a later attempt gives back this much, whatever is left by then. */
  readonly amount: number;
  readonly currency: string;
  /** The payment at the processor that is given back. */
  readonly paymentId: string;
  readonly processor: PaymentIdentity;
  /** Whether the amount was taken off the charge. Not so for money that the charge never held. */
  readonly isReserved: boolean;
  readonly status: RefundStatus;
  readonly failure: Failure | null;
  /** The refund at the processor, once it has succeeded. */
  readonly processorId: string | null;
  readonly createdAtMs: EpochMs;
  readonly updatedAtMs: EpochMs;
}

/** Where the refunds of a charge are listed. */
export const refundsOf = ({ tenant, id }: Pick<Charge, 'tenant' | 'id'>): string => tableKey(tenant, id);

/** What is left to give back. A charge that no refund has touched says nothing of it yet. */
export const refundableOf = ({ amount, refundable = amount }: Charge): number => refundable;

/**
 * The intent: everything that the refund needs, durable before any money moves back.
 *
 * @param options.requestVersion the builder of the request to the processor
 */
export const openRefund = (
  { amount, reason }: NewRefund,
  { tenant, id, nowMs }: Identity,
  charge: Charge,
  { requestVersion, isReserved }: { readonly requestVersion: number; readonly isReserved: boolean },
): Refund => ({
  tenant,
  id,
  chargeId: charge.id,
  refundOf: refundsOf(charge),
  refundedAtId: `${toTimestamp(nowMs)}#${id}`,
  // Where nothing is left, one unit asks for more than that, and the reservation refuses it.
  amount: amount ?? Math.max(1, refundableOf(charge)),
  currency: charge.currency,
  reason,
  paymentId: charge.processorId ?? '',
  processor: {
    ...charge.processor,
    downstreamKey: `${charge.processor.deploymentId}-${id}`,
    requestVersion,
  },
  isReserved,
  status: 'processing',
  failure: null,
  processorId: null,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});

/** What the processor is asked for, from the stored intent alone: every attempt asks for the same. */
export const requestOf = ({
  tenant,
  id,
  chargeId,
  paymentId,
  amount,
  currency,
  processor,
  createdAtMs,
}: Refund): RefundRequest => ({
  tenant,
  refundId: id,
  chargeId,
  paymentId,
  amount,
  currency,
  createdAtMs,
  downstreamKey: processor.downstreamKey,
  requestVersion: processor.requestVersion,
});

/** The refund as clients see it: every member present, `null` where there is nothing. */
export const toRefundResource = (refund: Refund) => ({
  id: refund.id,
  object: 'refund' as const,
  status: refund.status,
  chargeId: refund.chargeId,
  amount: refund.amount,
  currency: refund.currency,
  reason: refund.reason,
  failure: refund.failure === null ? null : { code: refund.failure.code, message: refund.failure.message },
  createdAt: toTimestamp(refund.createdAtMs),
  updatedAt: toTimestamp(refund.updatedAtMs),
});
