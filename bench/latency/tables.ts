import type { Table } from '../part.ts';
import { TURNS } from './entrants.ts';
import { type Comparison, figuresIn, figuresOf, type Ratio, ratioOf } from './ratios.ts';
import type { Latency, Setting } from './result.ts';
import { CONTENDER_WORDS, inWords, settingInWords } from './words.ts';

const ENTRANTS = TURNS.flat();

const settingsOf = ({ figures }: Latency): Setting[] => {
  const named = figures.map(({ networkMs, concurrent }) => ({ networkMs, concurrent }));
  return [...new Map(named.map((setting) => [settingInWords(setting), setting])).values()];
};

const COMPARISONS: readonly Comparison[] = ENTRANTS.filter(({ contender }) => contender === 'ours').flatMap(
  ({ job, situation }) => [
    { job, situation, beside: 'without key' } as const,
    { job, situation, beside: 'stock' } as const,
  ],
);

const besideInWords = ({ job, situation, beside }: Comparison): string =>
  beside === 'without key' && situation !== 'first'
    ? `${CONTENDER_WORDS[beside]}: ${inWords({ job, situation: 'first' })}`
    : CONTENDER_WORDS[beside];

const ratioInWords = ({ median, least, most }: Ratio): string =>
  `${median.toFixed(2)} × (${least.toFixed(2)}–${most.toFixed(2)})`;

const ratiosTable = (latency: Latency): Table => {
  const settings = settingsOf(latency);
  return {
    name: 'latency-ratios',
    head: ['Payonce', 'beside', ...settings.map((setting) => `network ${settingInWords(setting)}`)],
    rows: COMPARISONS.map((comparison) => [
      inWords(comparison),
      besideInWords(comparison),
      ...settings.map((setting) => ratioInWords(ratioOf(latency.figures, comparison, setting))),
    ]),
  };
};

/** Absolute times of one network. */
const timesTable = ({ figures }: Latency, networkMs: number): Table => ({
  name: `latency-${networkMs}-ms`,
  head: [
    'request',
    'to',
    'at a time',
    'calls to DynamoDB',
    'p50, ms',
    'p95, ms',
    'p99, ms',
    'requests per second',
  ],
  rows: ENTRANTS.flatMap((entrant) =>
    figuresOf(figures, entrant)
      .filter((one) => one.networkMs === networkMs)
      .map(({ concurrent, callsPerRequest, p50Ms, p95Ms, p99Ms, perSecond }) => [
        inWords(entrant),
        CONTENDER_WORDS[entrant.contender],
        concurrent,
        callsPerRequest,
        p50Ms,
        p95Ms,
        p99Ms,
        perSecond,
      ]),
  ),
});

/** Where the time of a request goes that has the machine to itself. */
const partsTable = ({ figures }: Latency): Table => ({
  name: 'latency-parts',
  head: ['request', 'to', 'mean, ms', 'in calls to the engine, ms', 'in this process, ms', 'in calls, %'],
  rows: ENTRANTS.flatMap((entrant) => {
    const { meanMs, inCallsMs } = figuresIn(figures, entrant, { networkMs: 0, concurrent: 1 });
    const share = (100 * inCallsMs) / meanMs;
    return [
      [inWords(entrant), CONTENDER_WORDS[entrant.contender], meanMs, inCallsMs, meanMs - inCallsMs, share],
    ];
  }),
});

const addedTable = ({ added }: Latency): Table => ({
  name: 'latency-network',
  head: ['requests at a time', 'to be added to a call, ms', 'added: p50, ms', 'p95, ms', 'p99, ms'],
  rows: added.map(({ networkMs, concurrent, p50Ms, p95Ms, p99Ms }) => [
    concurrent,
    networkMs,
    p50Ms,
    p95Ms,
    p99Ms,
  ]),
});

export const latencyTables = (latency: Latency): readonly Table[] => [
  ratiosTable(latency),
  timesTable(latency, 5),
  timesTable(latency, 0),
  partsTable(latency),
  addedTable(latency),
];
