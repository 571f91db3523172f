import { logged } from '../../../scale/counting/logged.ts';
import type { Units, Usage } from '../../../scale/counting/meter.ts';
import { median } from '../../method/percentiles.ts';
import { turnsOf } from '../../method/turns.ts';
import type { Say } from '../../part.ts';
import type { StoredPoint, StoredSeries } from '../result.ts';
import type { Sizes } from '../sizes.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { type Stock, stocksOf } from './stock.ts';

const WARM_UP_ROUNDS = 3;

const sum = (units: Units): number => Object.values(units).reduce((total, more) => total + more, 0);

/** One operation on every stock in turn, round after round. */
const measureOne = async (
  { name, on }: Operation,
  stocks: readonly Stock[],
  rounds: number,
): Promise<StoredSeries> => {
  const seen = stocks.map((stock) => ({
    stock,
    act: on(stock),
    tookMs: [] as number[],
    usages: [] as Usage[],
  }));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const { stock, act, tookMs, usages } of turnsOf(seen, round + WARM_UP_ROUNDS)) {
      stock.meter.take();
      const { result } = await logged(async () => {
        const startedMs = performance.now();
        await act(round + WARM_UP_ROUNDS);
        return performance.now() - startedMs;
      });
      if (round < 0) continue;
      tookMs.push(result);
      usages.push(stock.meter.take());
    }
  }
  const points = seen.map(({ stock, tookMs, usages }): StoredPoint => {
    const mostOf = (of: (usage: Usage) => Units): number =>
      Math.max(...usages.map((usage) => sum(of(usage))));
    return {
      stored: stock.count,
      p50Ms: median(tookMs),
      calls: usages.reduce(
        (most, { calls }) => (calls.length > most.length ? calls : most),
        [] as readonly string[],
      ),
      writeUnits: mostOf(({ writes }) => writes),
      readUnits: mostOf(({ reads }) => reads),
    };
  });
  return { operation: name, points };
};

/** What the number of stored items changes: every stock is an engine of its own, and all are asked in turn. */
export const measureStored = async (
  { stored, rounds }: Pick<Sizes, 'stored' | 'rounds'>,
  say: Say,
): Promise<StoredSeries[]> => {
  const kinds = ['charges', 'orders'] as const;
  // One after the other: each listens to standard output while it makes its model.
  const starters = { charges: await stocksOf('charges'), orders: await stocksOf('orders') };
  const stocksOfKinds = await Promise.all(
    kinds.map(async (kind) => {
      const stocks: Stock[] = [];
      for (const count of stored) {
        const startedMs = performance.now();
        stocks.push(await starters[kind](count));
        say(`${count} ${kind} are stored (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
      }
      return { kind, stocks };
    }),
  );
  try {
    const series: StoredSeries[] = [];
    for (const { kind, stocks } of stocksOfKinds)
      for (const operation of OPERATIONS[kind]) {
        say(`${operation.name}, at ${stored.join(', ')} stored`);
        series.push(await measureOne(operation, stocks, rounds));
      }
    return series;
  } finally {
    await Promise.all(stocksOfKinds.flatMap(({ stocks }) => stocks.map(({ stop }) => stop())));
  }
};
