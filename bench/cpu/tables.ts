import type { Contender } from '../contenders/routes.ts';
import { median } from '../method/percentiles.ts';
import type { Table } from '../part.ts';
import { memoryTable } from './memory-table.ts';
import { PARTS, REST } from './parts.ts';
import type { CpuResult, CpuRounds, Profiled } from './result.ts';

const NONE = '–';
const FUNCTIONS_SHOWN = 10;

/** Round by round, so that whatever a round suffered is in both figures. */
const compared = (
  { us }: CpuRounds,
  one: Contender,
  other: Contender,
  how: (one: number, other: number) => number,
): number => median(us[one].map((figure, round) => how(figure, us[other][round] ?? Number.NaN)));

const more = (one: number, other: number): number => one - other;
const times = (one: number, other: number): number => one / other;

const requestTable = (rounds: readonly CpuRounds[]): Table => ({
  name: 'cpu-request',
  head: [
    'CPU per request, DynamoDB answering from memory',
    'no idempotency (µs)',
    'default layer (µs)',
    'Payonce (µs)',
    'the default layer alone (µs)',
    "Payonce's layer alone (µs)",
    'Payonce × no idempotency',
    'Payonce × default layer',
  ],
  rows: rounds.map((each) => [
    each.request,
    median(each.us['without key']),
    median(each.us.stock),
    median(each.us.ours),
    compared(each, 'stock', 'without key', more),
    compared(each, 'ours', 'without key', more),
    compared(each, 'ours', 'without key', times),
    compared(each, 'ours', 'stock', times),
  ]),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const samplesOf = ({ parts }: Profiled): number => sum(Object.values(parts));
const percentOf = (profiled: Profiled, part: string): number =>
  (100 * (profiled.parts[part] ?? 0)) / samplesOf(profiled);

/** Without the profiler a request takes less: its shares are the profile's, its time is the rounds'. */
const partsTable = ({ profiles, rounds }: CpuResult): Table => {
  const names = [...PARTS, REST].map(({ name }) => name);
  const seen = names.filter((name) => profiles.some(({ parts }) => (parts[name] ?? 0) > 0));
  const usOf = ({ request }: Profiled): number =>
    median(rounds.find((each) => each.request === request)?.us.ours ?? []);
  const overall = (name: string): number => sum(profiles.map((profiled) => percentOf(profiled, name)));
  return {
    name: 'cpu-parts',
    head: [
      "part of Payonce's request",
      'only with idempotency',
      ...profiles.flatMap(({ request }) => [`${request} (%)`, `${request} (µs)`]),
    ],
    rows: seen
      .toSorted((one, other) => overall(other) - overall(one))
      .map((name) => [
        name,
        PARTS.some((part) => part.name === name && part.isOfLayer) ? 'yes' : 'no',
        ...profiles.flatMap((profiled) => {
          const percent = percentOf(profiled, name);
          return [percent, (percent / 100) * usOf(profiled)];
        }),
      ]),
  };
};

const hottestTwo = (profiled: Profiled, among: readonly string[]): readonly (string | number)[] => {
  const [first = NONE, second = NONE] = among.toSorted(
    (one, other) => percentOf(profiled, other) - percentOf(profiled, one),
  );
  return [first, percentOf(profiled, first), second, percentOf(profiled, second)];
};

const hottestTable = (profiles: readonly Profiled[]): Table => ({
  name: 'cpu-hottest',
  head: [
    'request',
    'hottest part',
    'share (%)',
    'second',
    'share (%)',
    'hottest of the layer alone',
    'share (%)',
    'second of the layer alone',
    'share (%)',
  ],
  rows: profiles.map((profiled) => [
    profiled.request,
    ...hottestTwo(profiled, Object.keys(profiled.parts)),
    ...hottestTwo(
      profiled,
      PARTS.filter(({ isOfLayer }) => isOfLayer).map(({ name }) => name),
    ),
  ]),
});

/** Over all profiled requests, of which there are equally many. */
const functionsTable = (profiles: readonly Profiled[]): Table => {
  const all = profiles.flatMap(({ functions }) => functions);
  const seen = new Map<string, number>();
  for (const { name, place, samples } of all)
    seen.set(`${name}\n${place}`, (seen.get(`${name}\n${place}`) ?? 0) + samples);
  const total = sum(profiles.map(samplesOf));
  return {
    name: 'cpu-functions',
    head: ['function', 'where', 'time of its own (% of all four requests)'],
    rows: [...seen]
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, FUNCTIONS_SHOWN)
      .map(([key, own]) => {
        const [name = '', place = ''] = key.split('\n');
        return [name, place || NONE, (100 * own) / total];
      }),
  };
};

export const tablesOf = (result: CpuResult): readonly Table[] => [
  requestTable(result.rounds),
  hottestTable(result.profiles),
  partsTable(result),
  functionsTable(result.profiles),
  memoryTable(result),
];
