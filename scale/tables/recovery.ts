import { KEY_RETENTION_MS } from '../../functions/processor/stripe-key-memory.ts';
import type { Outage } from '../recovery/backlog.ts';
import type { Run } from '../recovery/one-run.ts';
import { endedByRule, PROCESSOR_MS, RUN_EVERY_S } from '../recovery/rule.ts';
import { round, toTable } from './markdown.ts';

const MINUTES_HOUR = 60;
const HOUR_S = 3_600;

const WHAT: Readonly<Record<Outage, string>> = {
  silent: 'silent: charges stay open',
  refusing: 'refuses connections: charges are released',
};

/** One run by the rule, and as the production function did it. */
export const runsTable = (runs: readonly Run[]): string =>
  toTable(
    [
      'the processor was',
      'backlog',
      'found',
      'ended by one run',
      'by the rule',
      'at Stripe at once',
      'seconds',
    ],
    runs.map((run) => [
      WHAT[run.outage],
      run.charges,
      run.found,
      run.ended,
      endedByRule(run.outage, run.processorMs).ended,
      run.atOnceMax,
      run.tookMs / 1_000,
    ]),
  );

/** As it is; four times as much; and a run for each shard, since one function has 0.29 of a core. */
const SETTINGS = [
  { functions: 1, concurrency: 8, limitPerShard: 100 },
  { functions: 1, concurrency: 32, limitPerShard: 200 },
  { functions: 16, concurrency: 8, limitPerShard: 1_000 },
] as const;

const OUTAGES = ['silent', 'refusing'] as const;

const hoursFor = (ratePerS: number, endedPerRun: number): number =>
  (ratePerS * HOUR_S) / endedPerRun / ((MINUTES_HOUR * 60) / RUN_EVERY_S);

/** How long the backlog of an hour takes, if no client comes back for a single charge. */
export const backlogTable = (): string =>
  toTable(
    [
      'the processor was',
      'runs a minute',
      '`CONCURRENCY`',
      '`LIMIT_PER_SHARD`',
      'ended a minute',
      'a second',
      'calls to Stripe a second',
      'hours for an hour at 10/s',
      'hours for an hour at 1 000/s',
    ],
    OUTAGES.flatMap((outage) =>
      SETTINGS.map((bounds) => {
        const { functions, concurrency, limitPerShard } = bounds;
        const { ended } = endedByRule(outage, PROCESSOR_MS[outage], {
          concurrency: functions * concurrency,
          limitPerShard,
        });
        return [
          WHAT[outage],
          functions,
          concurrency,
          limitPerShard,
          ended,
          ended / RUN_EVERY_S,
          outage === 'silent' ? (2 * ended) / RUN_EVERY_S : 0,
          hoursFor(10, ended),
          hoursFor(1_000, ended),
        ];
      }),
    ),
  );

/** How long Stripe answers a repeated key with what it did the first time. */
const KEY_RETENTION_H = KEY_RETENTION_MS / 3_600_000;

/** What is settled by the key; the rest must be searched for. */
export const rememberedText = (): string => {
  const { ended } = endedByRule('silent', PROCESSOR_MS.silent);
  const remembered = ended * MINUTES_HOUR * KEY_RETENTION_H;
  return `In the ${KEY_RETENTION_H} hours for which Stripe remembers a key, the recovery settles ${round(remembered)} charges: an hour's backlog at ${round(remembered / HOUR_S)} a second.`;
};
