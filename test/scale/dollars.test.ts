import { describe, expect, it } from '@jest/globals';
import type { Counted } from '../../scale/counting/count.ts';
import { dollarsOf, totalOf } from '../../scale/dollars.ts';

const SIZE = { memoryGb: 0.5, settledAtOnce: 8 };

const counted: Counted = {
  name: 'charge',
  isRequest: true,
  calls: ['Put', 'Update'],
  writes: { Charges: 4, 'Charges.byDueAt': 2 },
  reads: { Charges: 2 },
  processorCalls: ['POST /v1/payment_intents'],
  log: { lines: 2, bytes: 1_000, metrics: [] },
  answerBytes: 400,
};

describe('the dollars of a million operations', () => {
  it('are what the prices say of what was counted', () => {
    const dollars = dollarsOf(counted, SIZE, 380);
    expect(dollars).toMatchObject({
      gateway: 1,
      requests: 0.2,
      writes: 3.75,
      reads: 0.25,
      traces: 0.25,
      mail: 0,
    });
    // 2 × 6 ms of writing, 1 000 ms of Stripe, 15 ms of CPU and 1 ms of cold starts, of half a GB.
    expect(dollars.duration).toBeCloseTo(1.028 * 0.5 * 13.3334, 6);
    // 1 000 bytes of ours, 620 of Lambda and 380 of the gateway, taken in and kept for half a year.
    expect(dollars.logs).toBeCloseTo(2 * (0.5 + 0.15 * 6 * 0.03), 6);
    expect(dollars.out).toBeCloseTo(0.09, 6);
    expect(totalOf(dollars)).toBeCloseTo(13.4474, 3);
  });

  it('know no gateway and no invocation of a charge that a run of the recovery settles among others', () => {
    const settled = { ...counted, name: 'settled: money had moved', isRequest: false };
    const dollars = dollarsOf(settled, SIZE, 380);
    expect(dollars).toMatchObject({ gateway: 0, requests: 0, traces: 0, out: 0 });
    expect(dollars.duration).toBeCloseTo((0.312 / 8) * 0.5 * 13.3334, 6);
  });
});
