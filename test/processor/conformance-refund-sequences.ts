import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { Refund, RefundOutcome } from '../../functions/processor/processor.ts';
import { invariant } from '../../functions/shared/invariant.ts';
import { HOUR_MS, itHoldsFor, LOOKS_MAX, meeting, stepsOf } from './any-sequence.ts';
import { BUDGET_MS, type OpenHarness, type ProcessorHarness } from './harness.ts';
import { payment, refund } from './payments.ts';

const PAID = 2_000;
/** Any two of them are more than was paid. */
const AMOUNTS = [1_500, 1_200, 900];

/** Which of the refunds, at the same time. */
const sequence = stepsOf(fc.nat({ max: AMOUNTS.length - 1 }));
type Sequence = typeof sequence extends fc.Arbitrary<infer T> ? T : never;

const isEnd = (outcome: RefundOutcome): boolean =>
  outcome.kind === 'succeeded' || (outcome.kind === 'refused' && outcome.isFinal);

let payments = 0;

const play = async (harness: ProcessorHarness, steps: Sequence): Promise<void> => {
  payments += 1;
  const { processor } = harness;
  const of = payment({ downstreamKey: `paid/${payments}`, createdAtMs: harness.nowMs() });
  let paid = await processor.charge(of, BUDGET_MS);
  // It may meet the connections that the sequence before has broken.
  for (let looks = 1; paid.kind !== 'succeeded' && looks < LOOKS_MAX; looks += 1)
    paid = await processor.charge(of, BUDGET_MS);
  invariant(paid.kind === 'succeeded', 'the payment succeeds');
  const { processorId: paymentId } = paid;
  const refunds = AMOUNTS.map((amount, part) => {
    const id = `${payments}/${part}`;
    const createdAtMs = harness.nowMs();
    return refund({ downstreamKey: `back/${id}`, refundId: id, paymentId, amount, createdAtMs });
  });
  const ask = (of: Refund | undefined, budgetMs = BUDGET_MS) =>
    processor.refund(of as Refund, harness.nowMs(), budgetMs);
  const booked = async () => (await harness.refunds()).filter((entry) => entry.paymentId === paymentId);

  const ends = new Map<number, RefundOutcome>();
  const hear = async (part: number, outcome: RefundOutcome): Promise<void> => {
    if (!isEnd(outcome)) return;
    expect(outcome).toEqual(ends.get(part) ?? outcome);
    ends.set(part, outcome);
  };
  const agree = async (): Promise<void> => {
    const entries = await booked();
    expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(PAID);
    for (const [part, outcome] of ends) {
      const own = entries.filter(({ refundId }) => refundId === refunds[part]?.refundId);
      if (outcome.kind === 'succeeded') expect(own).toMatchObject([{ id: outcome.processorId }]);
      else expect(own).toEqual([]);
    }
  };

  for (const each of steps) {
    if (each.kind === 'pass') {
      harness.pass(each.durationMs);
      continue;
    }
    const all = (budgetMs: number) => Promise.all(each.calls.map((part) => ask(refunds[part], budgetMs)));
    const outcomes = await meeting(harness, each.fate, all);
    if (each.fate !== 'answered') expect(outcomes.some(isEnd)).toBe(false);
    for (const [index, part] of each.calls.entries()) await hear(part, outcomes[index] as RefundOutcome);
    await agree();
  }

  for (const [part, of] of refunds.entries()) {
    let outcome = await ask(of);
    for (let looks = 1; !isEnd(outcome) && looks < LOOKS_MAX; looks += 1) {
      // A stored refusal of an old refund is final only once it has been forgotten and given anew.
      if (outcome.kind === 'refused') harness.pass(25 * HOUR_MS);
      outcome = await ask(of);
    }
    expect(isEnd(outcome)).toBe(true);
    await hear(part, outcome);
  }
  await agree();
  expect(await booked()).toHaveLength(1);
};

/** Whatever is asked in whatever order, at whatever age and with whatever luck: the books agree with every answer. */
export const describeAnyRefundSequence = (name: string, open: OpenHarness): void => {
  itHoldsFor(
    `${name} says of one refund never two things, and never gives back more than was paid`,
    open,
    sequence,
    play,
  );
};
