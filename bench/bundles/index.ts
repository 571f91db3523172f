import type { Part, Table, Target } from '../part.ts';
import { CONTENDERS, type Operation, OURS, STOCK, STOCK_WITH_OUR_FLAGS, WAYS } from './contenders.ts';
import { type FunctionSize, sizesOfFunctions } from './functions.ts';
import { measureStarts, type Start } from './starts.ts';

export interface Bundles {
  readonly functions: readonly FunctionSize[];
  readonly starts: readonly Start[];
  /** Ours, and ours without each of the flags. */
  readonly ways: readonly Start[];
}

const ROUNDS = 31;
const KILO = 1_000;

/** At most this much of the default layer's, in bytes and in time. */
const AT_MOST: Readonly<Record<string, number>> = { [STOCK]: 0.6, [STOCK_WITH_OUR_FLAGS]: 1 };

const bytesOfOurs = (starts: readonly Start[], operation: Operation): number =>
  starts.find((one) => one.operation === operation && one.contender === OURS)?.loadedBytes ?? Number.NaN;

const startsTable = (starts: readonly Start[]): Table => ({
  name: 'starts',
  head: [
    'first request',
    'bundle',
    'kB of the bundle',
    'kB loaded',
    'ms to load',
    'ms until answered',
    'ms of CPU',
    'ours: × kB loaded',
    'ours: × time',
    'ours: × CPU',
  ],
  rows: starts.map((one) => [
    one.operation,
    one.contender,
    one.bundleBytes / KILO,
    one.loadedBytes / KILO,
    one.loadMs,
    one.answeredMs,
    one.cpuMs,
    bytesOfOurs(starts, one.operation) / one.loadedBytes,
    one.oursToThis.answered,
    one.oursToThis.cpu,
  ]),
});

const waysTable = (ways: readonly Start[]): Table => ({
  name: 'ways',
  head: ["an order's bundle", 'kB', 'kB that it saves', 'time: × without it', 'CPU: × without it'],
  rows: ways
    .filter(({ contender }) => contender !== OURS)
    .map((one) => [
      one.contender,
      one.loadedBytes / KILO,
      (one.loadedBytes - bytesOfOurs(ways, one.operation)) / KILO,
      one.oursToThis.answered,
      one.oursToThis.cpu,
    ]),
});

const sizesTable = (functions: readonly FunctionSize[]): Table => ({
  name: 'bundles',
  head: ['function', 'kB with Stripe', 'kB with the simulated processor'],
  rows: functions.map(({ entry, stripeBytes, simulatedBytes }) => [
    entry.replace('/', '.'),
    stripeBytes / KILO,
    simulatedBytes / KILO,
  ]),
});

const targets = ({ starts }: Bundles): Target[] =>
  starts.flatMap((one) => {
    const atMost = AT_MOST[one.contender];
    if (atMost === undefined) return [];
    const beside = `first request of a fresh process, ${one.operation}, beside the ${one.contender}`;
    return [
      {
        what: `${beside}: bytes loaded`,
        measured: bytesOfOurs(starts, one.operation) / one.loadedBytes,
        atMost,
      },
      { what: `${beside}: time`, measured: one.oursToThis.answered, atMost },
    ];
  });

/** How much each function has to load, and how long a fresh process takes until it has answered. */
export const bundles: Part<Bundles> = {
  name: 'bundles',
  measure: async (say) => {
    const functions = sizesOfFunctions();
    const starts = [
      ...(await measureStarts('order', CONTENDERS, ROUNDS, say)),
      ...(await measureStarts('charge', CONTENDERS, ROUNDS, say)),
    ];
    const alsoOurs = CONTENDERS.filter(({ name }) => name === OURS);
    const ways = await measureStarts('order', [...alsoOurs, ...WAYS], ROUNDS, say);
    return { functions, starts, ways };
  },
  tables: ({ functions, starts, ways }) => [startsTable(starts), waysTable(ways), sizesTable(functions)],
  targets,
};
