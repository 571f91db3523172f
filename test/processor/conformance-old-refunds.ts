import { describe, expect, it } from '@jest/globals';
import { harnessForEachTest, LOSING_BUDGET_MS, type OpenHarness } from './harness.ts';

const HOUR_MS = 60 * 60_000;

/** That a refund is resumed until it ends, at any age, and is still one. */
export const describeOldRefunds = (name: string, open: OpenHarness): void => {
  const { harness, charge, refund, returned } = harnessForEachTest(open);
  const paid = async (): Promise<string> => ((await charge()) as { processorId: string }).processorId;
  const age = (laterMs: number) => harness().pass(harness().processor.keyRetentionMs - HOUR_MS + laterMs);

  describe(`${name}: a refund older than the memory of its key`, () => {
    const margin = [1, HOUR_MS - 1, HOUR_MS, 30 * 24 * HOUR_MS];

    it.each(margin)('is found, and not made twice (%d ms)', async (laterMs) => {
      const paymentId = await paid();
      const outcome = await refund(paymentId);
      age(laterMs);
      expect(await refund(paymentId)).toEqual(outcome);
      expect(await refund(paymentId)).toEqual(outcome);
      expect(await returned()).toBe(500);
    });

    it.each(margin)('that was never made is made, once (%d ms)', async (laterMs) => {
      const paymentId = await paid();
      age(laterMs);
      const outcomes = await Promise.all([refund(paymentId), refund(paymentId), refund(paymentId)]);
      const last = await refund(paymentId);
      expect(last.kind).toBe('succeeded');
      for (const outcome of outcomes) if (outcome.kind !== 'unknown') expect(outcome).toEqual(last);
      expect(await returned()).toBe(500);
    });

    it('is found when its answer was lost, also once more a day later', async () => {
      const paymentId = await paid();
      age(2 * HOUR_MS);
      const lost = await harness().losingAnswers(() => refund(paymentId, {}, LOSING_BUDGET_MS));
      expect(lost.kind).toBe('unknown');
      expect(await refund(paymentId)).toMatchObject({ kind: 'succeeded' });
      age(2 * HOUR_MS);
      expect(await refund(paymentId)).toMatchObject({ kind: 'succeeded' });
      expect(await returned()).toBe(500);
    });

    it('stays open while nothing can be sent', async () => {
      const paymentId = await paid();
      await refund(paymentId);
      age(HOUR_MS);
      const unsent = await harness().disconnected(() => refund(paymentId));
      expect(['unknown', 'not-started']).toContain(unsent.kind);
    });

    it('is refused finally when the payment does not bear it', async () => {
      const paymentId = await paid();
      await refund(paymentId, { downstreamKey: 'before', refundId: 're_0', amount: 2_000 });
      age(2 * HOUR_MS);
      const outcome = await refund(paymentId);
      expect(outcome).toMatchObject({ kind: 'refused', code: 'already-refunded', isFinal: true });
      expect(await refund(paymentId)).toMatchObject({ kind: 'refused', code: 'already-refunded' });
      expect(await returned()).toBe(2_000);
    });
  });

  describe(`${name}: the memory of a refund's key`, () => {
    it('ends when it is said to: a claim made anew under it is another refund', async () => {
      const paymentId = await paid();
      const outcome = await refund(paymentId);
      const { keyRetentionMs } = harness().processor;
      harness().pass(keyRetentionMs - 1);
      expect(await refund(paymentId, { createdAtMs: harness().nowMs() })).toEqual(outcome);
      harness().pass(1);
      const again = await refund(paymentId, { createdAtMs: harness().nowMs() });
      expect(again.kind).toBe('succeeded');
      expect(again).not.toEqual(outcome);
      expect(await returned()).toBe(1_000);
    });
  });
};
