import type { Payment, Refund } from '../../functions/processor/processor.ts';

export const CLAIMED_AT_MS = 1_767_225_600_000;

export const payment = (changes: Partial<Payment> = {}): Payment => ({
  downstreamKey: 'test-deployment/ch_1',
  tenant: 'acme',
  chargeId: 'ch_1',
  amount: 2_000,
  currency: 'USD',
  paymentMethod: 'pm_card_visa',
  description: 'Order 17',
  requestVersion: 1,
  createdAtMs: CLAIMED_AT_MS,
  ...changes,
});

export const refund = (changes: Partial<Refund> = {}): Refund => ({
  downstreamKey: 'test-deployment/re_1',
  tenant: 'acme',
  refundId: 're_1',
  chargeId: 'ch_1',
  paymentId: 'pi_1',
  amount: 500,
  currency: 'USD',
  requestVersion: 1,
  createdAtMs: CLAIMED_AT_MS,
  ...changes,
});
