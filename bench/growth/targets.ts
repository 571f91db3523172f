import { DUE_SHARDS } from '../../functions/idempotency/home.ts';
import { CONCURRENCY, LIMIT_PER_SHARD } from '../../scale/recovery/rule.ts';
import type { Target } from '../part.ts';
import type { Backlog, Growth, StoredSeries } from './result.ts';
import { slopeOf } from './slope.ts';
import { callsInWords, callsPerCharge, msPerCharge, slopeOfLargest } from './tables.ts';

/** A straight line, and what measuring one may add: two runs of the same have differed by 0.05. A square would be 2. */
const STRAIGHT = 1.1;
/** A constant, likewise: over two decades this is a factor of 1.6. */
const CONSTANT = 0.1;

/** How many sizes use anything else than the smallest does. */
const otherThanFirst = ({ points }: StoredSeries): number => {
  const used = points.map(({ calls, writeUnits, readUnits }) =>
    [callsInWords(calls), writeUnits, readUnits].join('; '),
  );
  return used.filter((one) => one !== used[0]).length;
};

const ofBacklogs = (backlogs: readonly Backlog[]): Target[] => {
  const runs = backlogs.flatMap((backlog) => backlog.runs);
  const slope = (of: (backlog: Backlog) => number): number =>
    slopeOf(backlogs.map((backlog) => ({ size: backlog.due, value: of(backlog) })));
  return [
    {
      what: 'time for each settled charge, slope over the backlog',
      measured: slope(msPerCharge),
      atMost: CONSTANT,
    },
    {
      what: 'calls for each settled charge, slope over the backlog',
      measured: slope(callsPerCharge),
      atMost: CONSTANT,
    },
    {
      what: 'charges that a run of the recovery finds',
      measured: Math.max(...runs.map(({ found }) => found)),
      atMost: DUE_SHARDS * LIMIT_PER_SHARD,
    },
    {
      what: 'charges that a run of the recovery settles at once',
      measured: Math.max(...runs.map(({ atOnceMax }) => atOnceMax)),
      atMost: CONCURRENCY,
    },
  ];
};

export const targetsOf = ({ stored, bodies, backlogs }: Growth): Target[] => [
  ...stored.map((series) => ({
    what: `${series.operation}: numbers of stored items at which calls or units differ from the smallest`,
    measured: otherThanFirst(series),
    atMost: 0,
  })),
  ...bodies.flatMap((series) => [
    {
      what: `${series.name}: CPU, slope over the largest ${series.sizeIs}`,
      measured: slopeOfLargest(series, ({ cpuUs }) => cpuUs.ours),
      atMost: STRAIGHT,
    },
    {
      what: `${series.name}: write units, slope over the largest ${series.sizeIs}`,
      measured: slopeOfLargest(series, ({ request }) => request.ours.writeUnits),
      atMost: STRAIGHT,
    },
  ]),
  ...ofBacklogs(backlogs),
];
