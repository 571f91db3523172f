import { describe, expect, it } from '@jest/globals';
import { harnessForEachTest, LOSING_BUDGET_MS, type OpenHarness } from './harness.ts';

/** That a payment ends one way, whoever asks in whatever order, and that nothing is said that is not known. */
export const describeEnding = (name: string, open: OpenHarness): void => {
  const { harness, charge, cancel, statuses, moved } = harnessForEachTest(open);

  describe(`${name}: canceling`, () => {
    it('a payment that was never sent makes sure that it never happens', async () => {
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await charge()).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await statuses()).toEqual(['canceled']);
    });

    it('a payment that succeeded answers so, however often', async () => {
      const outcome = await charge();
      expect(await cancel()).toEqual(outcome);
      expect(await cancel()).toEqual(outcome);
      expect(await charge()).toEqual(outcome);
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('at the same time as charging leaves one answer between them', async () => {
      for (const order of ['charge first', 'cancel first']) {
        const of = { downstreamKey: order };
        const calls = [charge, cancel, cancel, charge, charge, cancel];
        const outcomes = await Promise.all(
          (order === 'charge first' ? calls : calls.toReversed()).map((call) => call(of)),
        );
        const last = await cancel(of);
        expect(['succeeded', 'canceled']).toContain(last.kind);
        for (const outcome of outcomes) if (outcome.kind !== 'unknown') expect(outcome).toEqual(last);
        const entries = (await harness().ledger()).filter(({ idempotencyKey }) => idempotencyKey === order);
        expect(entries.map(({ status }) => status)).toEqual([last.kind]);
      }
    });
  });

  describe(`${name}: an answer that is lost`, () => {
    it('is unknown to who charges, and the next look finds the payment', async () => {
      const lost = await harness().losingAnswers(() => charge({}, LOSING_BUDGET_MS));
      expect(lost).toEqual({ kind: 'unknown', reason: expect.any(String) });
      const [entry] = await harness().ledger();
      expect(entry?.status).toBe('succeeded');
      expect(await cancel()).toEqual({ kind: 'succeeded', processorId: entry?.id });
      expect(await charge()).toEqual({ kind: 'succeeded', processorId: entry?.id });
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('is unknown to who cancels, and the next look ends it', async () => {
      const lost = await harness().losingAnswers(() => cancel({}, LOSING_BUDGET_MS));
      expect(lost).toEqual({ kind: 'unknown', reason: expect.any(String) });
      expect(await charge()).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await moved()).toBe(0);
    });
  });

  describe(`${name}: nothing sent`, () => {
    it('has not started a charge, and leaves a cancel unknown', async () => {
      expect(await harness().disconnected(() => charge())).toMatchObject({ kind: 'not-started' });
      expect(await harness().disconnected(() => cancel())).toMatchObject({ kind: 'unknown' });
      expect(await harness().ledger()).toEqual([]);
      expect(await charge()).toMatchObject({ kind: 'succeeded' });
    });

    it.each([0, -1_000])('with a budget of %d ms', async (budgetMs) => {
      expect(['not-started', 'unknown']).toContain((await charge({}, budgetMs)).kind);
      expect((await cancel({}, budgetMs)).kind).toBe('unknown');
      expect(await harness().ledger()).toEqual([]);
    });

    it('for a request of a version that is not known', async () => {
      const fromTheFuture = { requestVersion: harness().processor.requestVersion + 1 };
      expect(await charge(fromTheFuture)).toMatchObject({ kind: 'unknown' });
      expect(await cancel(fromTheFuture)).toMatchObject({ kind: 'unknown' });
      expect(await harness().ledger()).toEqual([]);
    });
  });
};
