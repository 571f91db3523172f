import { describe, expect, it } from '@jest/globals';
import { runsToEnd } from '../../bench/growth/backlog/measure.ts';
import {
  bytesOf,
  chargeOfBytes,
  orderOfBytes,
  orderOfDigits,
  orderOfItems,
} from '../../bench/growth/bodies/bodies.ts';
import type { Growth } from '../../bench/growth/result.ts';
import { FULL, sizesUpTo } from '../../bench/growth/sizes.ts';
import { slopeOf } from '../../bench/growth/slope.ts';
import { copyIds } from '../../bench/growth/stored/copies.ts';
import { callsInWords, tablesOf } from '../../bench/growth/tables.ts';
import { targetsOf } from '../../bench/growth/targets.ts';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { newCharge } from '../../functions/charges/schema.ts';
import { readBody, type Schema } from '../../functions/http/call.ts';
import { orderContent } from '../../functions/orders/schema.ts';
import { toEvent } from '../../scale/counting/event.ts';

const SIZES = [1, 10, 100, 1_000];
const slopeFor = (growth: (size: number) => number): number =>
  slopeOf(SIZES.map((size) => ({ size, value: growth(size) })));

describe('the slope of a series', () => {
  it('is the exponent with which the values grow, whatever their unit', () => {
    expect(slopeFor(() => 7)).toBeCloseTo(0);
    expect(slopeFor((size) => 0.3 * size)).toBeCloseTo(1);
    expect(slopeFor((size) => 40 * size ** 2)).toBeCloseTo(2);
    expect(slopeFor((size) => 5 / size)).toBeCloseTo(-1);
  });

  it('lies between a constant and a straight line when a fixed cost stands beside what grows', () => {
    const slope = slopeFor((size) => 50 + size);
    expect(slope).toBeGreaterThan(0.1);
    expect(slope).toBeLessThan(0.9);
  });

  it('is the line with the smallest squares when the points lie on none', () => {
    const values = [1, 10, 1_000];
    expect(slopeOf([1, 10, 100].map((size, n) => ({ size, value: values[n] ?? 0 })))).toBeCloseTo(1.5);
  });

  it('is refused where there is none', () => {
    expect(() => slopeOf([{ size: 5, value: 1 }])).toThrow('two sizes');
    expect(() =>
      slopeOf([
        { size: 5, value: 1 },
        { size: 5, value: 2 },
      ]),
    ).toThrow('two sizes');
    expect(() =>
      slopeOf([
        { size: 1, value: 0 },
        { size: 5, value: 2 },
      ]),
    ).toThrow('above nought');
  });
});

describe('the bodies', () => {
  const isAccepted = (route: string, body: unknown, schema: Schema<unknown>): boolean =>
    'body' in readBody(toEvent({ route, body }), schema);

  it('are as large as they are asked to be, but for a part of a letter', () => {
    for (const [sizes, bodyOf] of [
      [FULL.orderBytes, orderOfBytes],
      [FULL.digitBytes, orderOfDigits],
      [FULL.chargeBytes, chargeOfBytes],
    ] as const)
      for (const size of sizes) {
        expect(bytesOf(bodyOf(size))).toBeLessThanOrEqual(size);
        expect(bytesOf(bodyOf(size))).toBeGreaterThan(size - 3);
      }
  });

  it('are accepted at every size', () => {
    for (const size of FULL.orderBytes)
      expect(isAccepted('POST /orders', orderOfBytes(size), orderContent)).toBe(true);
    for (const size of FULL.digitBytes)
      expect(isAccepted('POST /orders', orderOfDigits(size), orderContent)).toBe(true);
    for (const size of FULL.chargeBytes)
      expect(isAccepted('POST /charges', chargeOfBytes(size), newCharge)).toBe(true);
    for (const items of FULL.items)
      expect(isAccepted('POST /orders', orderOfItems(items), orderContent)).toBe(true);
  });
});

describe('the sizes', () => {
  it('go as far as they are told, and not to where there is no slope', () => {
    expect(sizesUpTo(100_000)).toEqual({ ...FULL, stored: [1_000, 10_000, 100_000] });
    expect(sizesUpTo(10_000)).toMatchObject({ stored: [1_000, 10_000], backlogs: [1_000, 10_000] });
    for (const itemsMax of [1_000, Number('many')])
      expect(() => sizesUpTo(itemsMax)).toThrow('BENCH_ITEMS_MAX');
  });
});

describe('the runs that a backlog takes', () => {
  it('are as many as the fullest shard needs, each run taking a hundred of it', () => {
    const inShard = (shard: string, charges: number) =>
      Array.from({ length: charges }, () => `ch_${'0'.repeat(50)}${shard}0`);
    expect(runsToEnd(inShard('1', 100))).toBe(1);
    expect(runsToEnd([...inShard('1', 101), ...inShard('2', 40)])).toBe(2);
    expect(runsToEnd(copyIds(CHARGES_CREATE, 10_000))).toBeGreaterThanOrEqual(7);
  });
});

const storedPoint = (stored: number, p50Ms: number) => ({
  stored,
  p50Ms,
  calls: ['Put', 'Update'],
  writeUnits: 6,
  readUnits: 0,
});
const bodyPoint = (size: number) => ({
  size,
  bodyBytes: size,
  cpuUs: { ours: size * 2, withoutKey: size },
  request: { ours: { p50Ms: size, writeUnits: size * 3 }, withoutKey: { p50Ms: 2, writeUnits: size } },
});
const run = { found: 1_600, settled: 1_600, tookMs: 3_200, calls: 4_816, atOnceMax: 8, heldKb: 900 };
const RESULT: Growth = {
  stored: [{ operation: 'charge, first', points: [storedPoint(1_000, 2), storedPoint(1_000_000, 2)] }],
  bodies: [
    { name: 'order', sizeIs: 'bytes', points: [bodyPoint(200), bodyPoint(60_000)] },
    { name: 'order, its items', sizeIs: 'items', points: [bodyPoint(1), bodyPoint(100)] },
  ],
  backlogs: [
    { due: 1_000, runsToEnd: 1, runs: [run] },
    { due: 100_000, runsToEnd: 64, runs: [run, { ...run, tookMs: 6_400 }, run] },
  ],
};

const missed = (result: Growth): string[] =>
  targetsOf(result).flatMap(({ what, measured, atMost }) => (measured <= atMost ? [] : [what]));

describe('the targets', () => {
  it('are met by straight lines and constants', () => {
    expect(missed(RESULT)).toEqual([]);
  });

  it('are missed by one call or unit more at one size', () => {
    const missedWith = (more: object): string[] => {
      const points = [storedPoint(1_000, 2), { ...storedPoint(1_000_000, 2), ...more }];
      return missed({ ...RESULT, stored: [{ operation: 'charge, first', points }] });
    };
    for (const more of [{ writeUnits: 7 }, { readUnits: 1 }, { calls: ['Put', 'Query', 'Update'] }])
      expect(missedWith(more)).toEqual([expect.stringContaining('charge, first')]);
  });

  it('are missed by CPU and units that grow faster than a body', () => {
    const [small, large] = [bodyPoint(200), bodyPoint(60_000)];
    const missedWith = (point: typeof large): string[] =>
      missed({ ...RESULT, bodies: [{ name: 'order', sizeIs: 'bytes', points: [small, point] }] });
    expect(missedWith({ ...large, cpuUs: { ours: 60_000 * 4, withoutKey: 1 } })).toEqual([
      'order: CPU, slope over the largest bytes',
    ]);
    const request = { ...large.request, ours: { p50Ms: 1, writeUnits: 60_000 * 6 } };
    expect(missedWith({ ...large, request })).toEqual(['order: write units, slope over the largest bytes']);
  });

  it('are missed by a recovery that slows down, or whose runs have no bound', () => {
    const missedWith = (more: object): string[] => {
      const runs = [{ ...run, ...more }];
      return missed({
        ...RESULT,
        backlogs: [RESULT.backlogs[0] as never, { due: 100_000, runsToEnd: 64, runs }],
      });
    };
    expect(missedWith({ tookMs: 32_000 })).toEqual([expect.stringContaining('time for each settled charge')]);
    expect(missedWith({ calls: 48_160 })).toEqual([expect.stringContaining('calls for each settled charge')]);
    expect(missedWith({ found: 1_601 })).toEqual(['charges that a run of the recovery finds']);
    expect(missedWith({ atOnceMax: 9 })).toEqual(['charges that a run of the recovery settles at once']);
  });
});

describe('the tables', () => {
  const tables = tablesOf(RESULT);
  const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows;

  it('show what is used once where it is the same at every size', () => {
    expect(rowsOf('growth-stored')).toEqual([['charge, first', 'Put, Update', '6', '0', 2, 2, '0.00']]);
  });

  it('end each series with its slopes, the last of the largest three', () => {
    const bent = [1, 10, 100, 1_000].map((size) => ({
      ...bodyPoint(size),
      cpuUs: { ours: size ** 2 + 10, withoutKey: 1 },
    }));
    const [body] = tablesOf({ ...RESULT, bodies: [{ name: 'order', sizeIs: 'bytes', points: bent }] }).slice(
      1,
    );
    const slopes = body?.rows.slice(-2).map((row) => [row[0], row[3], row[5]]);
    expect(slopes).toEqual([
      ['order: slope', '1.68', '1.00'],
      ['order: slope of the largest 3', '1.98', '1.00'],
    ]);
    expect(rowsOf('growth-items')?.at(-1)?.[0]).toBe('order, its items: slope of the largest 3');
  });

  it('take the median run, and keep what is computed in a column of its own', () => {
    expect(rowsOf('growth-backlog')?.[1]).toEqual([100_000, 3, 1_600, 1_600, 8, 2, 500, 3.01, 900, 64]);
  });

  it('have a cell under each head', () => {
    for (const { head, rows } of tables) for (const row of rows) expect(row).toHaveLength(head.length);
  });

  it('say each call once, with how often it is made', () => {
    expect(callsInWords(['Query', 'Query', 'Get'])).toBe('2 Query, Get');
  });
});
