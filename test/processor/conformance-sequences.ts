import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { CancelOutcome, ChargeOutcome } from '../../functions/processor/processor.ts';
import { itHoldsFor, LOOKS_MAX, meeting, stepsOf } from './any-sequence.ts';
import { BUDGET_MS, type OpenHarness, type ProcessorHarness } from './harness.ts';
import { payment } from './payments.ts';

const call = fc.constantFrom('charge' as const, 'cancel' as const);
const sequence = fc.record({
  paymentMethod: fc.constantFrom(
    'pm_card_visa',
    'pm_card_visa',
    'pm_card_chargeDeclinedInsufficientFunds',
    'pm_card_authenticationRequired',
  ),
  steps: stepsOf(call),
});
type Sequence = typeof sequence extends fc.Arbitrary<infer T> ? T : never;
type Outcome = ChargeOutcome | CancelOutcome;

const saysNothing = ({ kind }: Outcome): boolean => kind === 'unknown' || kind === 'not-started';

let payments = 0;

const play = async (harness: ProcessorHarness, { paymentMethod, steps }: Sequence): Promise<void> => {
  payments += 1;
  const downstreamKey = `sequence/${payments}`;
  const of = payment({ downstreamKey, paymentMethod, createdAtMs: harness.nowMs() });
  const { processor } = harness;
  const make = (kind: 'charge' | 'cancel', budgetMs: number): Promise<Outcome> =>
    kind === 'charge' ? processor.charge(of, budgetMs) : processor.cancel(of, harness.nowMs(), budgetMs);
  const entries = async () =>
    (await harness.ledger()).filter(({ idempotencyKey }) => idempotencyKey === downstreamKey);

  /** A broken connection costs a call its answer, which is no promise broken: whoever settles asks again. */
  const settled = async (): Promise<Outcome> => {
    for (let looks = 1; ; looks += 1) {
      const outcome = await make('cancel', BUDGET_MS);
      if (!saysNothing(outcome) || looks === LOOKS_MAX) return outcome;
    }
  };

  const said: Outcome[] = [];
  for (const each of steps) {
    if (each.kind === 'pass') {
      harness.pass(each.durationMs);
      continue;
    }
    const all = (budgetMs: number) => Promise.all(each.calls.map((kind) => make(kind, budgetMs)));
    const outcomes = await meeting(harness, each.fate, all);
    if (each.fate !== 'answered') expect(outcomes.every(saysNothing)).toBe(true);
    said.push(...outcomes.filter((outcome) => !saysNothing(outcome)));

    const moved = (await entries()).filter(({ status }) => status === 'succeeded');
    expect(moved.length).toBeLessThanOrEqual(1);
    for (const outcome of said) {
      if (outcome.kind === 'succeeded') expect(moved).toMatchObject([{ id: outcome.processorId }]);
      else expect(moved).toEqual([]);
    }
  }

  const end = await settled();
  expect(['succeeded', 'declined', 'canceled']).toContain(end.kind);
  for (const outcome of said) expect(outcome).toEqual(end);
  expect(await settled()).toEqual(end);
  const moved = (await entries()).filter(({ status }) => status === 'succeeded');
  expect(moved).toHaveLength(end.kind === 'succeeded' ? 1 : 0);
};

/** Whatever is called in whatever order, at whatever age and with whatever luck: the books agree with every answer. */
export const describeAnySequence = (name: string, open: OpenHarness): void => {
  itHoldsFor(
    `${name} says of one payment never two things, and nothing that its books do not say`,
    open,
    sequence,
    play,
  );
};
