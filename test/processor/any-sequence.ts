import { it } from '@jest/globals';
import fc from 'fast-check';
import { BUDGET_MS, LOSING_BUDGET_MS, type OpenHarness, type ProcessorHarness } from './harness.ts';

/** `SEED=… RUNS=…` goes other ways, and more of them. */
const SEED = Number(process.env.SEED ?? 20_260_101);
const RUNS = Number(process.env.RUNS ?? 25);
const TIMEOUT_MS = 30_000 + RUNS * 2_000;

/** Calls at the same time leave as many connections, and each of them may turn out to be broken. */
export const LOOKS_MAX = 8;

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

const FATES = ['answered', 'answered', 'lost', 'not-sent'] as const;
type Fate = (typeof FATES)[number];

/** Calls at the same time, with one fate, and time that passes, in any order. */
export const stepsOf = <Call>(call: fc.Arbitrary<Call>) =>
  fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('calls' as const),
        /** At the same time. */
        calls: fc.array(call, { minLength: 1, maxLength: 4 }),
        fate: fc.constantFrom(...FATES),
      }),
      fc.record({
        kind: fc.constant('pass' as const),
        durationMs: fc.constantFrom(5 * MINUTE_MS, 22 * HOUR_MS, 2 * HOUR_MS, 30 * 24 * HOUR_MS),
      }),
    ),
    { minLength: 1, maxLength: 6, size: 'max' },
  );

/** Makes the calls meet their fate. @param all makes them */
export const meeting = <Outcome>(
  { losingAnswers, disconnected }: ProcessorHarness,
  fate: Fate,
  all: (budgetMs: number) => Promise<Outcome[]>,
): Promise<Outcome[]> =>
  fate === 'answered'
    ? all(BUDGET_MS)
    : (fate === 'lost' ? losingAnswers : disconnected)(() => all(LOSING_BUDGET_MS));

/** Plays sequences that are drawn by chance, all against one harness. */
export const itHoldsFor = <Sequence>(
  promise: string,
  open: OpenHarness,
  sequence: fc.Arbitrary<Sequence>,
  play: (harness: ProcessorHarness, each: Sequence) => Promise<void>,
): void => {
  it(
    promise,
    async () => {
      const harness = await open();
      try {
        await fc.assert(
          fc.asyncProperty(sequence, (each) => play(harness, each)),
          { seed: SEED, numRuns: RUNS },
        );
      } finally {
        await harness.close();
      }
    },
    TIMEOUT_MS,
  );
};
