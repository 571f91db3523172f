import { median } from '../method/percentiles.ts';
import type { Table } from '../part.ts';
import type { Backlog, BodyPoint, BodySeries, Growth, StoredSeries } from './result.ts';
import { slopeOf } from './slope.ts';

const fixed = (slope: number): string => slope.toFixed(2).replace(/^-0\.00$/, '0.00');

/** `PutCommand` once, `16 Query` when there are several. */
export const callsInWords = (calls: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return [...counts].map(([call, times]) => (times === 1 ? call : `${times} ${call}`)).join(', ');
};

const storedTable = (all: readonly StoredSeries[]): Table => {
  const sizes = all[0]?.points.map(({ stored }) => stored) ?? [];
  const grouped = (size: number): string => String(size).replace(/\B(?=(\d{3})+$)/g, ' ');
  const same = (values: readonly (string | number)[]): string => [...new Set(values)].join(' / ');
  return {
    name: 'growth-stored',
    head: [
      'operation',
      'calls to DynamoDB',
      'write units',
      'read units',
      ...sizes.map((size) => `p50 ms at ${grouped(size)} stored`),
      'slope of the time',
    ],
    rows: all.map(({ operation, points }) => [
      operation,
      same(points.map(({ calls }) => callsInWords(calls))),
      same(points.map(({ writeUnits }) => writeUnits)),
      same(points.map(({ readUnits }) => readUnits)),
      ...points.map(({ p50Ms }) => p50Ms),
      fixed(slopeOf(points.map(({ stored, p50Ms }) => ({ size: stored, value: p50Ms })))),
    ]),
  };
};

const BODY_COLUMNS: readonly { readonly head: string; readonly of: (point: BodyPoint) => number }[] = [
  { head: 'CPU of parse, validate and fingerprint, µs', of: ({ cpuUs }) => cpuUs.ours },
  { head: 'CPU without fingerprint, µs', of: ({ cpuUs }) => cpuUs.withoutKey },
  { head: 'request p50, ms', of: ({ request }) => request.ours.p50Ms },
  { head: 'request without idempotency p50, ms', of: ({ request }) => request.withoutKey.p50Ms },
  { head: 'write units', of: ({ request }) => request.ours.writeUnits },
  { head: 'write units without idempotency', of: ({ request }) => request.withoutKey.writeUnits },
];

const slopeOver = (points: readonly BodyPoint[], of: (point: BodyPoint) => number): number =>
  slopeOf(points.map((point) => ({ size: point.size, value: of(point) })));

/** Where the fixed cost of a request hides least: what is worse than a straight line shows there first. */
const LARGEST = 3;

export const slopeOfLargest = ({ points }: BodySeries, of: (point: BodyPoint) => number): number =>
  slopeOver(points.slice(-LARGEST), of);

const bodyTable = (name: string, size: string, all: readonly BodySeries[]): Table => ({
  name,
  head: ['request', size, 'body, bytes', ...BODY_COLUMNS.map(({ head }) => head)],
  rows: all.flatMap((series) => [
    ...series.points.map((point) => [
      series.name,
      point.size,
      point.bodyBytes,
      ...BODY_COLUMNS.map(({ of }) => of(point)),
    ]),
    [`${series.name}: slope`, '', '', ...BODY_COLUMNS.map(({ of }) => fixed(slopeOver(series.points, of)))],
    [
      `${series.name}: slope of the largest ${LARGEST}`,
      '',
      '',
      ...BODY_COLUMNS.map(({ of }) => fixed(slopeOfLargest(series, of))),
    ],
  ]),
});

/** Milliseconds for each charge that a run has settled. */
export const msPerCharge = ({ runs }: Backlog): number =>
  median(runs.map(({ tookMs, settled }) => tookMs / settled));

export const callsPerCharge = ({ runs }: Backlog): number =>
  median(runs.map(({ calls, settled }) => calls / settled));

const backlogTable = (all: readonly Backlog[]): Table => {
  const slope = (of: (backlog: Backlog) => number): string =>
    fixed(slopeOf(all.map((backlog) => ({ size: backlog.due, value: of(backlog) }))));
  const most = (backlog: Backlog, of: (run: Backlog['runs'][number]) => number): number =>
    Math.max(...backlog.runs.map(of));
  return {
    name: 'growth-backlog',
    head: [
      'charges due',
      'runs measured',
      'found by a run, at most',
      'settled by a run, at most',
      'at once, at most',
      'ms for each charge settled (median run)',
      'charges settled a second',
      'calls to DynamoDB for each charge',
      'kB that a run holds of its work, at most',
      'runs until none is due (computed, one a minute)',
    ],
    rows: [
      ...all.map((backlog) => [
        backlog.due,
        backlog.runs.length,
        most(backlog, ({ found }) => found),
        most(backlog, ({ settled }) => settled),
        most(backlog, ({ atOnceMax }) => atOnceMax),
        msPerCharge(backlog),
        1_000 / msPerCharge(backlog),
        callsPerCharge(backlog),
        most(backlog, ({ heldKb }) => heldKb),
        backlog.runsToEnd,
      ]),
      [
        'slope',
        '',
        '',
        '',
        '',
        slope(msPerCharge),
        '',
        slope(callsPerCharge),
        '',
        slope((one) => one.runsToEnd),
      ],
    ],
  };
};

export const tablesOf = ({ stored, bodies, backlogs }: Growth): Table[] => [
  storedTable(stored),
  bodyTable(
    'growth-body',
    'bytes asked for',
    bodies.filter(({ sizeIs }) => sizeIs === 'bytes'),
  ),
  bodyTable(
    'growth-items',
    'items',
    bodies.filter(({ sizeIs }) => sizeIs === 'items'),
  ),
  backlogTable(backlogs),
];
