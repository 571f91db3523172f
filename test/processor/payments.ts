import type { Payment } from '../../functions/processor/processor.ts';

export const CLAIMED_AT_MS = 1_767_225_600_000;

export const payment = (changes: Partial<Payment> = {}): Payment => ({
  downstreamKey: 'test-deployment/ch_1',
  chargeId: 'ch_1',
  amount: 2_000,
  currency: 'USD',
  paymentMethod: 'pm_card_visa',
  description: 'Order 17',
  requestVersion: 1,
  createdAtMs: CLAIMED_AT_MS,
  ...changes,
});
