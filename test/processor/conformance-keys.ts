import { describe, expect, it } from '@jest/globals';
import type { Payment } from '../../functions/processor/processor.ts';
import { harnessForEachTest, type OpenHarness } from './harness.ts';

const HOUR_MS = 60 * 60_000;

/** What a key stands for, and for how long. */
export const describeKeys = (name: string, open: OpenHarness): void => {
  const { harness, charge, cancel, statuses, moved } = harnessForEachTest(open);

  describe(`${name}: a key that comes with other parameters`, () => {
    const OTHERS: [string, Partial<Payment>][] = [
      ['amount', { amount: 2_001 }],
      ['currency', { currency: 'EUR' }],
      ['card', { paymentMethod: 'pm_card_amex' }],
      ['description', { description: null }],
      ['charge', { chargeId: 'ch_2' }],
    ];

    it.each(OTHERS)('is refused: another %s', async (_, other) => {
      const outcome = await charge();
      expect(await charge(other)).toMatchObject({ kind: 'unknown' });
      expect(await charge()).toEqual(outcome);
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('ends no payment but its own', async () => {
      const outcome = await charge();
      expect(await cancel({ amount: 2_001 })).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual(outcome);
    });
  });

  describe(`${name}: the memory of a key`, () => {
    const margin = [1, HOUR_MS - 1, HOUR_MS + 1, 30 * 24 * HOUR_MS];

    it.each(margin)(
      'is not relied on in its last hour or later (%d ms): nothing is charged',
      async (later) => {
        harness().pass(harness().processor.keyRetentionMs - HOUR_MS + later);
        expect(await charge()).toMatchObject({ kind: 'unknown' });
        expect(await harness().ledger()).toEqual([]);
        expect(await cancel()).toEqual({ kind: 'canceled' });
        expect(await cancel()).toEqual({ kind: 'canceled' });
        expect(await moved()).toBe(0);
      },
    );

    it.each(margin)('is not needed to find out what happened (%d ms)', async (later) => {
      const declining = { downstreamKey: 'k2', paymentMethod: 'pm_card_chargeDeclinedLostCard' };
      const canceled = { downstreamKey: 'k3' };
      const outcomes = [await charge(), await charge(declining), await cancel(canceled)];
      harness().pass(harness().processor.keyRetentionMs - HOUR_MS + later);
      expect([await cancel(), await cancel(declining), await cancel(canceled)]).toEqual(outcomes);
      expect(await moved()).toBe(1);
    });

    it('ends when it is said to: until then a new claim under the key is a repeat, afterwards a payment', async () => {
      const { keyRetentionMs } = harness().processor;
      const outcome = await charge();
      harness().pass(keyRetentionMs - 1);
      expect(await charge({ createdAtMs: harness().nowMs() })).toEqual(outcome);
      expect(await moved()).toBe(1);
      harness().pass(1);
      const again = await charge({ createdAtMs: harness().nowMs() });
      expect(again.kind).toBe('succeeded');
      expect(again).not.toEqual(outcome);
      expect(await moved()).toBe(2);
    });

    it('that ended between a claim and its cancel does not open a gap: nothing moves afterwards', async () => {
      await charge();
      harness().pass(harness().processor.keyRetentionMs - HOUR_MS / 2);
      const again = { createdAtMs: harness().nowMs() };
      harness().pass(HOUR_MS);
      expect(await cancel(again)).toEqual({ kind: 'canceled' });
      expect(await charge(again)).toMatchObject({ kind: 'unknown' });
      expect(await moved()).toBe(1);
    });
  });
};
