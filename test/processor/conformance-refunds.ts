import { describe, expect, it } from '@jest/globals';
import type { Refund } from '../../functions/processor/processor.ts';
import { harnessForEachTest, LOSING_BUDGET_MS, type OpenHarness } from './harness.ts';

/** That money goes back once per key, never more of it than came, and that nothing is said that is not known. */
export const describeRefunding = (name: string, open: OpenHarness): void => {
  const { harness, charge, cancel, refund, returned } = harnessForEachTest(open);
  const paid = async (of = {}): Promise<string> => {
    const outcome = await charge(of);
    return (outcome as { processorId: string }).processorId;
  };
  const amountRefunded = async () => (await harness().ledger()).map((entry) => entry.amountRefunded);

  describe(`${name}: refunding`, () => {
    it('gives the money back once, and answers the same however often', async () => {
      const paymentId = await paid();
      const outcome = await refund(paymentId);
      expect(outcome).toEqual({ kind: 'succeeded', processorId: expect.any(String) });
      expect(await refund(paymentId)).toEqual(outcome);
      expect(await harness().refunds()).toEqual([
        {
          id: (outcome as { processorId: string }).processorId,
          paymentId,
          refundId: 're_1',
          amount: 500,
          currency: 'USD',
          status: 'succeeded',
          idempotencyKey: 'test-deployment/re_1',
        },
      ]);
      expect(await amountRefunded()).toEqual([500]);
    });

    it('leaves the payment as it was: who asks for it again, or cancels it, hears that it succeeded', async () => {
      const paymentId = await paid();
      await refund(paymentId, { amount: 2_000 });
      for (const outcome of [await charge(), await cancel()])
        expect(outcome).toEqual({ kind: 'succeeded', processorId: paymentId });
    });

    it('gives the money back once for copies at the same time', async () => {
      const paymentId = await paid();
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => refund(paymentId)));
      const last = await refund(paymentId);
      expect(last.kind).toBe('succeeded');
      for (const outcome of outcomes) if (outcome.kind === 'succeeded') expect(outcome).toEqual(last);
      expect(outcomes.map(({ kind }) => kind)).not.toContain('refused');
      expect(await returned()).toBe(500);
    });

    it.each([
      [5_120, 'KWD'],
      [5, 'ISK'],
      [500, 'JPY'],
    ])('books %d %s as what it is in ISO 4217', async (amount, currency) => {
      const paymentId = await paid({ amount, currency });
      expect(await refund(paymentId, { amount, currency })).toMatchObject({ kind: 'succeeded' });
      expect(await harness().refunds()).toMatchObject([{ amount, currency }]);
      expect(await amountRefunded()).toEqual([amount]);
    });
  });

  describe(`${name}: a payment that does not bear the refund`, () => {
    it('gives back all of it and no more, however many ask for a part at the same time', async () => {
      const paymentId = await paid();
      const parts = Array.from({ length: 20 }, (_, part) => ({
        downstreamKey: `part/${part}`,
        refundId: `re_${part}`,
        amount: 300,
      }));
      const outcomes = await Promise.all(parts.map((part) => refund(paymentId, part)));
      const again = await Promise.all(parts.map((part) => refund(paymentId, part)));
      expect(again.filter(({ kind }) => kind === 'succeeded')).toHaveLength(6);
      outcomes.forEach((outcome, part) => {
        if (outcome.kind === 'succeeded' || outcome.kind === 'refused') expect(again[part]).toEqual(outcome);
      });
      expect(await returned()).toBe(1_800);
      expect(await amountRefunded()).toEqual([1_800]);
    });

    it.each<[string, number, Partial<Refund>, string]>([
      ['has less than is asked for', 1_600, {}, 'exceeds-payment'],
      ['has nothing left', 2_000, { amount: 1 }, 'already-refunded'],
    ])('refuses finally when it %s', async (_, before, of, code) => {
      const paymentId = await paid();
      await refund(paymentId, { downstreamKey: 'before', refundId: 're_0', amount: before });
      const outcome = await refund(paymentId, of);
      expect(outcome).toEqual({ kind: 'refused', code, message: expect.any(String), isFinal: true });
      expect(await refund(paymentId, of)).toEqual(outcome);
      expect(await returned()).toBe(before);
    });

    it('refuses when there is no such payment', async () => {
      for (const paymentId of ['pi_nowhere', 'sim_1_nowhere', ''])
        expect((await refund(paymentId, { downstreamKey: `of/${paymentId}` })).kind).toBe('refused');
      expect(await harness().refunds()).toEqual([]);
    });

    it('refuses an amount that has no equivalent at the processor, and writes nothing', async () => {
      const paymentId = await paid({ amount: 5_120, currency: 'KWD' });
      expect(await refund(paymentId, { amount: 5, currency: 'KWD' })).toMatchObject({
        kind: 'refused',
        code: 'amount-not-supported',
        isFinal: true,
      });
      expect(await harness().refunds()).toEqual([]);
    });
  });

  describe(`${name}: a refund's key that comes with other parameters`, () => {
    it.each<[string, Partial<Refund>]>([
      ['amount', { amount: 501 }],
      ['refund', { refundId: 're_2' }],
      ['charge', { chargeId: 'ch_2' }],
    ])('gives nothing back for another %s', async (_, other) => {
      const paymentId = await paid();
      const outcome = await refund(paymentId);
      expect(await refund(paymentId, other)).toMatchObject({ kind: 'unknown' });
      expect(await refund(paymentId)).toEqual(outcome);
      expect(await returned()).toBe(500);
    });

    it('gives nothing back of another payment', async () => {
      const paymentId = await paid();
      const other = await paid({ downstreamKey: 'other', chargeId: 'ch_2' });
      await refund(paymentId);
      expect(await refund(other)).toMatchObject({ kind: 'unknown' });
      expect(await returned()).toBe(500);
    });
  });

  describe(`${name}: a refund whose answer is lost`, () => {
    it('is unknown, and the next attempt finds it', async () => {
      const paymentId = await paid();
      const lost = await harness().losingAnswers(() => refund(paymentId, {}, LOSING_BUDGET_MS));
      expect(lost).toEqual({ kind: 'unknown', reason: expect.any(String) });
      const [entry] = await harness().refunds();
      expect(await refund(paymentId)).toEqual({ kind: 'succeeded', processorId: entry?.id });
      expect(await returned()).toBe(500);
    });

    it('that took all that was left is found, and not refused for that', async () => {
      const paymentId = await paid();
      await harness().losingAnswers(() => refund(paymentId, { amount: 2_000 }, LOSING_BUDGET_MS));
      expect(await refund(paymentId, { amount: 2_000 })).toMatchObject({ kind: 'succeeded' });
    });
  });

  describe(`${name}: a refund of which nothing was sent`, () => {
    it('has not started', async () => {
      const paymentId = await paid();
      const unsent = await harness().disconnected(async () => {
        // It may meet the connection of the charge, which is gone: then it does not know.
        await refund(paymentId);
        return refund(paymentId);
      });
      expect(unsent).toMatchObject({ kind: 'not-started' });
      for (const budgetMs of [0, -1_000])
        expect(await refund(paymentId, {}, budgetMs)).toMatchObject({ kind: 'not-started' });
      expect(await harness().refunds()).toEqual([]);
      expect(await refund(paymentId)).toMatchObject({ kind: 'succeeded' });
    });

    it('is unknown for a request of a version that is not known', async () => {
      const paymentId = await paid();
      const requestVersion = harness().processor.refundRequestVersion + 1;
      expect(await refund(paymentId, { requestVersion })).toMatchObject({ kind: 'unknown' });
      expect(await harness().refunds()).toEqual([]);
    });
  });
};
