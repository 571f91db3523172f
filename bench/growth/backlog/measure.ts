import { DUE_SHARDS } from '../../../functions/idempotency/home.ts';
import { shardOf } from '../../../functions/shared/ids.ts';
import { LIMIT_PER_SHARD } from '../../../scale/recovery/rule.ts';
import type { Say } from '../../part.ts';
import type { Backlog, Run } from '../result.ts';
import type { Sizes } from '../sizes.ts';
import { type Stock, stocksOf } from '../stored/stock.ts';
import { runOnce } from './run.ts';

/** Older than `SETTLE_AFTER_S` and than every lease. */
const LATER_MS = 600_000;

/** How many runs there are until nothing is due, if each ends all that it finds: the fullest shard decides. */
export const runsToEnd = (ids: readonly string[]): number => {
  const inShard = Array.from({ length: DUE_SHARDS }, () => 0);
  for (const id of ids) {
    const shard = shardOf(id, DUE_SHARDS);
    inShard[shard] = (inShard[shard] ?? 0) + 1;
  }
  return Math.ceil(Math.max(...inShard) / LIMIT_PER_SHARD);
};

/** The first runs at each backlog, the backlogs in turn. One that a run has ended is made anew. */
export const measureBacklogs = async (
  { backlogs, runs }: Pick<Sizes, 'backlogs' | 'runs'>,
  say: Say,
): Promise<Backlog[]> => {
  const start = await stocksOf('open charges');
  const startDue = async (count: number): Promise<Stock> => {
    const stock = await start(count);
    stock.pass(LATER_MS);
    return stock;
  };
  const smallest = await startDue(Math.min(...backlogs));
  say('recovery, a first run that is not measured');
  await runOnce(smallest);
  await smallest.stop();

  const measured = [];
  for (const due of backlogs)
    measured.push({ due, stock: await startDue(due), runs: [] as Run[], left: due });
  try {
    for (let round = 1; round <= runs; round += 1)
      for (const backlog of measured) {
        say(`recovery, run ${round} with ${backlog.left} charges due`);
        const run = await runOnce(backlog.stock);
        backlog.runs.push(run);
        backlog.left -= run.settled;
        if (backlog.left > 0) continue;
        await backlog.stock.stop();
        backlog.stock = await startDue(backlog.due);
        backlog.left = backlog.due;
      }
    return measured.map((one) => ({ due: one.due, runsToEnd: runsToEnd(one.stock.ids), runs: one.runs }));
  } finally {
    await Promise.all(measured.map(({ stock }) => stock.stop()));
  }
};
