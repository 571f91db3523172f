import { describe, expect, it } from '@jest/globals';
import type { Contender } from '../../bench/contenders/routes.ts';
import { TURNS } from '../../bench/latency/entrants.ts';
import { type Comparison, ratioOf } from '../../bench/latency/ratios.ts';
import type { Figures, Latency, Setting } from '../../bench/latency/result.ts';
import { latencyTables } from '../../bench/latency/tables.ts';
import { latencyTargets } from '../../bench/latency/targets.ts';
import { median, percentile, percentilesOf } from '../../bench/method/percentiles.ts';
import { turnsOf } from '../../bench/method/turns.ts';

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);

  it('are values that were measured, whatever order they came in', () => {
    expect(percentilesOf(hundred)).toEqual({ p50Ms: 50, p95Ms: 95, p99Ms: 99 });
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([3, 1, 2], 1)).toBe(3);
    expect(percentile([7], 0.01)).toBe(7);
  });

  it('have a median between the middle two', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([10, 1, 2, 4])).toBe(3);
  });
});

describe('taking turns', () => {
  const all = ['a', 'b', 'c'];
  const rounds = Array.from({ length: 6 }, (_, round) => turnsOf(all, round));

  it('lets each take one turn in each round', () => {
    for (const turns of rounds) expect([...turns].sort()).toEqual(all);
  });

  it('lets each be first, last, and before each other equally often', () => {
    for (const one of all) {
      expect(rounds.filter((turns) => turns[0] === one)).toHaveLength(2);
      expect(rounds.filter((turns) => turns.at(-1) === one)).toHaveLength(2);
      for (const other of all.filter((name) => name !== one))
        expect(rounds.filter((turns) => turns.indexOf(one) < turns.indexOf(other))).toHaveLength(3);
    }
  });
});

const SETTINGS: readonly Setting[] = [5, 0].flatMap((networkMs) =>
  [1, 8, 64].map((concurrent) => ({ networkMs, concurrent })),
);

const ROUNDS: Readonly<Record<Contender, readonly number[]>> = {
  ours: [4, 60, 9],
  stock: [8, 100, 10],
  'without key': [4, 50, 8],
};

const figures: readonly Figures[] = TURNS.flat().flatMap((entrant) =>
  SETTINGS.map((setting) => ({
    ...entrant,
    ...setting,
    p50Ms: 9 + setting.networkMs,
    p95Ms: 10,
    p99Ms: 11,
    requests: 30,
    perSecond: 100,
    callsPerRequest: 1,
    inCallsMs: 3,
    meanMs: 4,
    // Replays and conflicts are twice as slow: a comparison with the wrong situation is seen.
    roundP50Ms: ROUNDS[entrant.contender].map((ms) => (entrant.situation === 'first' ? ms : 2 * ms)),
  })),
);
const latency: Latency = {
  figures,
  added: [{ networkMs: 5, concurrent: 1, p50Ms: 5.1, p95Ms: 5.2, p99Ms: 6 }],
};
const [FIRST_SETTING] = SETTINGS as [Setting];

const ratio = (comparison: Comparison) => ratioOf(figures, comparison, FIRST_SETTING);

describe('a ratio', () => {
  it('is the median of what the same rounds show, with the rounds furthest off', () => {
    expect(ratio({ job: 'order', situation: 'first', beside: 'stock' })).toEqual({
      median: 0.6,
      least: 0.5,
      most: 0.9,
    });
  });

  it('sets a replay beside a replay, or beside a first request where there is no replay', () => {
    expect(ratio({ job: 'charge', situation: 'replay', beside: 'stock' }).median).toBe(0.6);
    expect(ratio({ job: 'charge', situation: 'replay', beside: 'without key' }).median).toBe(2.25);
  });

  it('is not made up for what was not measured', () => {
    const comparison = { job: 'order', situation: 'conflict', beside: 'stock' } as const;
    expect(() => ratio(comparison)).toThrow('not measured');
  });
});

describe('the tables', () => {
  const [ratios, withNetwork, without, parts, network] = latencyTables(latency);

  it('have a cell for each head', () => {
    for (const { head, rows } of latencyTables(latency))
      for (const row of rows) expect(row).toHaveLength(head.length);
  });

  it('compare in each setting, with the spread of the rounds', () => {
    expect(ratios?.head).toHaveLength(2 + SETTINGS.length);
    expect(ratios?.rows).toContainEqual([
      'a charge, replayed',
      'no idempotency: a charge, first',
      ...SETTINGS.map(() => '2.25 × (2.00–2.40)'),
    ]);
  });

  it('show each entrant in each setting once', () => {
    expect([withNetwork?.rows.length, without?.rows.length]).toEqual([36, 36]);
    const named = [withNetwork, without].map((table) => table?.rows.map((row) => row.slice(0, 3).join()));
    for (const names of named) expect(new Set(names).size).toBe(36);
    expect([withNetwork?.name, withNetwork?.rows[0]]).toEqual([
      'latency-5-ms',
      ['an order, first', 'Payonce', 1, 1, 14, 10, 11, 100],
    ]);
    expect([without?.name, without?.rows[0]?.[4]]).toEqual(['latency-0-ms', 9]);
  });

  it('split the time of a request that is alone', () => {
    expect(parts?.rows).toHaveLength(12);
    expect(parts?.rows[0]).toEqual(['an order, first', 'Payonce', 4, 3, 1, 75]);
  });

  it('show what the network added', () => {
    expect(network?.rows).toEqual([[1, 5, 5.1, 5.2, 6]]);
  });
});

describe('the targets', () => {
  it('hold orders and replays to no idempotency, and a charge to the stock layer', () => {
    expect(latencyTargets(latency).map(({ measured, atMost }) => [measured, atMost])).toEqual([
      [1.125, 1.1],
      [2.25, 1.1],
      [2.25, 1.1],
      [0.6, 0.75],
    ]);
  });

  it('say each what it is about', () => {
    const sentences = latencyTargets(latency).map(({ what }) => what);
    expect(new Set(sentences).size).toBe(4);
    for (const sentence of sentences)
      expect(sentence).toMatch(/^an? \w+, \w+, beside .*: p50 with a network of 5 ms/);
  });
});
