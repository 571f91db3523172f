import { describeCharging } from './conformance-charging.ts';
import { describeEnding } from './conformance-ending.ts';
import { describeKeys } from './conformance-keys.ts';
import { describeOldRefunds } from './conformance-old-refunds.ts';
import { describeAnyRefundSequence } from './conformance-refund-sequences.ts';
import { describeRefunding } from './conformance-refunds.ts';
import { describeAnySequence } from './conformance-sequences.ts';
import type { OpenHarness } from './harness.ts';

/**
 * Every promise of `PaymentProcessor`, for a processor in the surroundings that `open` makes, anew for each test.
 *
 * @example describeProcessor('stripe', stripeHarness);
 */
export const describeProcessor = (name: string, open: OpenHarness): void => {
  describeCharging(name, open);
  describeEnding(name, open);
  describeKeys(name, open);
  describeRefunding(name, open);
  describeOldRefunds(name, open);
  describeAnySequence(name, open);
  describeAnyRefundSequence(name, open);
};
