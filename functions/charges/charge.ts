import type { Identity } from '../idempotency/operation.ts';
import type { Payment, PaymentProcessor } from '../processor/processor.ts';
import { type EpochMs, toTimestamp } from '../shared/clock.ts';
import { isIdOf } from '../shared/ids.ts';
import { inOrder, type Metadata } from '../shared/metadata.ts';

/** The operation that creates charges, and their ids: what a tenant's key leads to is derived from both. */
export const CHARGES_CREATE = { name: 'charges.create', home: { idPrefix: 'ch' } } as const;

/** The charges' table holds refunds as well: one is not a charge. */
export const isChargeId = (id: string): boolean => isIdOf(CHARGES_CREATE.home.idPrefix, id);

/** What a client asks for. */
export interface NewCharge {
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly paymentMethod: string;
  readonly orderId: string | null;
  readonly receiptEmail: string | null;
  readonly description: string | null;
  readonly metadata: Metadata | null;
}

/** Why a charge failed: a code for programs and a sentence that may be shown to the payer. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Which payment at which processor is this charge's. Fixed by the claim, never derived from an attempt. */
export interface PaymentIdentity {
  readonly name: string;
  readonly account: string;
  readonly deploymentId: string;
  readonly downstreamKey: string;
  readonly requestVersion: number;
}

/** `processing` until the processor's answer is known; `succeeded` and `failed` are final. */
export type ChargeStatus = 'processing' | 'succeeded' | 'failed';

/** A charge as it is stored, without its key and its record. */
export interface Charge extends NewCharge {
  readonly tenant: string;
  readonly id: string;
  readonly createdAtId: string;
  readonly processor: PaymentIdentity;
  readonly status: ChargeStatus;
  readonly failure: Failure | null;
  /** The payment at the processor, once it has succeeded. */
  readonly processorId: string | null;
  readonly amountRefunded: number;
  /** What no refund has taken yet, neither one that succeeded nor one that is open. @default amount */
  readonly refundable?: number;
  readonly createdAtMs: EpochMs;
  readonly updatedAtMs: EpochMs;
}

export type Deployment = Pick<PaymentIdentity, 'name' | 'account' | 'deploymentId' | 'requestVersion'>;

/** The deployment's own part of every payment's identity. */
export const deploymentOf = (
  processor: Pick<PaymentProcessor, 'name' | 'account' | 'requestVersion'>,
  deploymentId: string,
): Deployment => ({
  name: processor.name,
  account: processor.account,
  deploymentId,
  requestVersion: processor.requestVersion,
});

/** The intent: everything that the payment needs, durable before any money moves. */
export const openCharge = (
  body: NewCharge,
  { tenant, id, nowMs }: Identity,
  deployment: Deployment,
): Charge => ({
  ...body,
  tenant,
  id,
  createdAtId: `${toTimestamp(nowMs)}#${id}`,
  processor: { ...deployment, downstreamKey: `${deployment.deploymentId}-${id}` },
  status: 'processing',
  failure: null,
  processorId: null,
  amountRefunded: 0,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});

/** Whether this deployment may go on with a charge: an intent of another processor or account is never resumed. */
export const isOurs = ({ processor }: Pick<Charge, 'processor'>, deployment: Deployment): boolean =>
  processor.name === deployment.name &&
  processor.account === deployment.account &&
  processor.deploymentId === deployment.deploymentId;

/** The payment of a charge, from the stored intent alone: every attempt makes the same one. */
export const paymentOf = ({
  tenant,
  id,
  amount,
  currency,
  paymentMethod,
  description,
  processor,
  createdAtMs,
}: Charge): Payment => ({
  tenant,
  chargeId: id,
  amount,
  currency,
  paymentMethod,
  description,
  createdAtMs,
  downstreamKey: processor.downstreamKey,
  requestVersion: processor.requestVersion,
});

/** The charge as clients see it: every member present, `null` where there is nothing. */
export const toChargeResource = (charge: Charge) => ({
  id: charge.id,
  object: 'charge' as const,
  status: charge.status,
  amount: charge.amount,
  amountRefunded: charge.amountRefunded,
  currency: charge.currency,
  paymentMethod: charge.paymentMethod,
  orderId: charge.orderId,
  description: charge.description,
  metadata: inOrder(charge.metadata),
  failure: charge.failure === null ? null : { code: charge.failure.code, message: charge.failure.message },
  createdAt: toTimestamp(charge.createdAtMs),
  updatedAt: toTimestamp(charge.updatedAtMs),
});
