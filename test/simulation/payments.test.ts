import { describe, expect, it } from '@jest/globals';
import { describeProcessor } from '../processor/conformance.ts';
import type { ProcessorHarness } from '../processor/harness.ts';
import { CLAIMED_AT_MS, payment } from '../processor/payments.ts';
import { openPayments } from './payments.ts';
import { type Carry, createPaymentsProcessor } from './payments-processor.ts';
import { givenBackOf } from './payments-refunds.ts';
import { seededRandom } from './random.ts';

const DAY_MS = 24 * 60 * 60_000;

type Line = 'good' | 'loses answers' | 'broken';

/** The simulation's processor at the end of a line without length, whose books are free again at once. */
const harness = async (): Promise<ProcessorHarness> => {
  let nowMs = CLAIMED_AT_MS;
  let line: Line = 'good';
  const payments = openPayments(
    seededRandom(1),
    () => 0,
    () => 0,
  );
  const carry: Carry = async ({ arrive, notSent, noAnswer }) => {
    if (line === 'broken') return notSent;
    const answer = arrive(nowMs);
    return line === 'good' ? answer : noAnswer;
  };
  const during =
    (state: Line) =>
    async <T>(act: () => Promise<T>): Promise<T> => {
      line = state;
      try {
        return await act();
      } finally {
        line = 'good';
      }
    };
  return {
    processor: createPaymentsProcessor(payments, () => nowMs, carry),
    ledger: async () =>
      payments.ledger.map(({ id, chargeId, amount, currency, status, key }) => ({
        id,
        chargeId,
        amount,
        currency,
        status,
        amountRefunded: givenBackOf(payments.refunds, id),
        idempotencyKey: key,
      })),
    refunds: async () =>
      payments.refunds.flatMap(({ id, paymentId, refundId, amount, currency, status, key }) =>
        status === 'succeeded'
          ? { id, paymentId, refundId, amount, currency, status, idempotencyKey: key }
          : [],
      ),
    nowMs: () => nowMs,
    pass: (durationMs) => {
      nowMs += durationMs;
    },
    losingAnswers: during('loses answers'),
    disconnected: during('broken'),
    close: async () => {},
  };
};

// All of the suite applies. What it does not ask, since no other processor can be brought to it at will, is below.
describeProcessor('the simulation', harness);

describe('a key at the processor of the simulation', () => {
  const asked = payment();
  const books = (brokenRate: number, runsMs = 0, seed = 1) =>
    openPayments(
      seededRandom(seed),
      () => brokenRate,
      () => runsMs,
    );

  it('tells nobody anything while it is in use, and the same to all afterwards', () => {
    const { charge, fence, ledger } = books(0, 100);
    const outcome = charge(asked, 0);
    for (const call of [charge, fence]) expect(call(asked, 99)).toMatchObject({ kind: 'unknown' });
    for (const call of [charge, fence]) expect(call(asked, 100)).toEqual(outcome);
    expect(ledger).toHaveLength(1);
  });

  it.each(['charge', 'fence'] as const)(
    'whose first %s failed answers so to every charge, and a fence finds what was made',
    (first) => {
      const found = new Set<string>();
      for (let seed = 1; seed <= 20; seed += 1) {
        const { ledger, ...calls } = books(1, 0, seed);
        expect(calls[first](asked, asked.createdAtMs)).toMatchObject({ kind: 'unknown' });
        for (const later of [1, DAY_MS - 1])
          expect(calls.charge(asked, asked.createdAtMs + later)).toMatchObject({ kind: 'unknown' });
        const outcome = calls.fence(asked, asked.createdAtMs + 1);
        expect(calls.search(asked)).toEqual(outcome);
        expect(outcome.kind === 'succeeded').toBe(ledger[0]?.status === 'succeeded');
        expect(ledger).toHaveLength(1);
        found.add(outcome.kind);
      }
      expect([...found].sort()).toEqual(first === 'charge' ? ['canceled', 'succeeded'] : ['canceled']);
    },
  );

  it('is refused with other parameters also when its first answer was a failure', () => {
    const { charge, fence } = books(1);
    charge(asked, 0);
    expect(fence({ ...asked, amount: 1 }, 1)).toMatchObject({ kind: 'unknown' });
  });

  it('that was burnt and then forgotten would be charged under: why nothing old is sent', () => {
    const { charge, fence, ledger } = books(0);
    fence(asked, 0);
    expect(charge(asked, DAY_MS - 1)).toMatchObject({ kind: 'unknown' });
    expect(charge(asked, DAY_MS)).toMatchObject({ kind: 'succeeded' });
    expect(ledger.map(({ status }) => status)).toEqual(['canceled', 'succeeded']);
  });

  it('that was forgotten and claimed again leads a search to nothing that was made before the claim', () => {
    const { charge, search } = books(0);
    const outcome = charge(asked, asked.createdAtMs);
    expect(search(asked)).toEqual(outcome);
    expect(search({ ...asked, createdAtMs: asked.createdAtMs + DAY_MS })).toEqual({ kind: 'canceled' });
  });
});
