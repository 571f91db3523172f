import type { Series } from './alarm-state.ts';

/** What is seen of a metric, the latest last: per minute for money, per five minutes for everything else. */
type Pattern = readonly [what: string, series: Readonly<Record<string, Series>>];

interface Patterns {
  readonly raisedBy: readonly Pattern[];
  readonly quietAt: readonly Pattern[];
}

const MINUTE_MS = 60_000;

/** For every alarm of the template what raises it and what must wake nobody. */
export const PATTERNS: Readonly<Record<string, Patterns>> = {
  OldestDueAlarm: {
    raisedBy: [
      [
        'a charge that has been due for more than ten minutes, for three minutes',
        { 'OldestDue recovery.recover': [11, 12, 13].map((minutes) => minutes * MINUTE_MS) },
      ],
      [
        'a recovery that has not run for three minutes',
        { 'OldestDue recovery.recover': [0, 0, null, null, null] },
      ],
    ],
    quietAt: [
      ['a backlog that is ten minutes old', { 'OldestDue recovery.recover': [600_000, 600_000, 600_000] }],
      ['a backlog that was worked off in time', { 'OldestDue recovery.recover': [700_000, 700_000, 0] }],
      ['one run that was missed', { 'OldestDue recovery.recover': [0, null, 0] }],
    ],
  },
  IncidentAlarm: {
    raisedBy: [['a single incident', { 'Incident incidents': [1] }]],
    quietAt: [['an incident that is over', { 'Incident incidents': [1, null] }]],
  },
  FunctionErrorsAlarm: {
    raisedBy: [
      ['a charge that died in each of two periods', { 'Errors charges.create': [1, 0, 1] }],
      ['a recovery that dies every minute', { 'Errors recovery.recover': [5, 5, 5] }],
      [
        'different functions that die one after the other',
        { 'Errors refunds.create': [1, 0, 0], 'Errors receipts.send': [null, 1, null] },
      ],
    ],
    quietAt: [
      ['a crash that was one', { 'Errors charges.create': [0, 9, 0] }],
      ['calls that all succeed', { 'Errors charges.create': [0, 0, 0], 'Errors orders.create': [0, 0, 0] }],
    ],
  },
  ReadErrorsAlarm: {
    raisedBy: [['a list that runs out of memory again and again', { 'Errors orders.list': [3, 4, 3] }]],
    quietAt: [['a crash that was one', { 'Errors charges.get': [0, 1, 0] }]],
  },
  ThrottlesAlarm: {
    raisedBy: [
      ['charges that are not let run, twice', { 'Throttles charges.create': [0, 4, 2] }],
      ['a recovery that is never let run', { 'Throttles recovery.recover': [5, 5, 5] }],
    ],
    quietAt: [['one burst', { 'Throttles charges.create': [0, 200, 0] }]],
  },
  DurationAlarm: {
    raisedBy: [
      [
        'a processor that lets charges wait to the end',
        { 'Duration charges.create': [20_400, 20_300, 20_500], 'Duration orders.create': [80, 75, 90] },
      ],
    ],
    quietAt: [
      [
        'two functions that take twelve seconds each',
        {
          'Duration charges.create': [12_000, 12_000, 12_000],
          'Duration refunds.create': [12_000, 12_000, 12_000],
        },
      ],
      ['charges that take a second', { 'Duration charges.create': [900, 1_200, 1_000] }],
      [
        'charges that take just what the processor may take',
        { 'Duration charges.create': [20_000, 20_000, 20_000] },
      ],
      ['one slow charge', { 'Duration charges.create': [1_000, 24_000, 1_000] }],
    ],
  },
  GatewayErrorsAlarm: {
    raisedBy: [
      ['six of a hundred requests that fail', { '5xx': [6, 6, 6], Count: [100, 100, 100] }],
      ['a night where whoever comes fails', { '5xx': [5, 6, 5], Count: [5, 6, 5] }],
    ],
    quietAt: [
      ['five of a hundred', { '5xx': [5, 5, 5], Count: [100, 100, 100] }],
      ['one client at night who fails four times', { '5xx': [4, 4, 4], Count: [4, 4, 4] }],
      [
        'as many failures in a thousand times the traffic',
        { '5xx': [60, 60, 60], Count: [100_000, 100_000, 100_000] },
      ],
      ["a processor's bad five minutes", { '5xx': [0, 90, 0], Count: [100, 100, 100] }],
      ['requests of which none fails', { Count: [100, 100, 100] }],
    ],
  },
  GatewayLatencyAlarm: {
    raisedBy: [['one request in a hundred that takes twelve seconds', { Latency: [12_000, 2_000, 12_000] }]],
    quietAt: [
      ['requests that take ten seconds at most', { Latency: [10_000, 10_000, 10_000] }],
      ['the cold starts after a deployment', { Latency: [1_500, 11_000, 1_500] }],
    ],
  },
  TableThrottlesAlarm: {
    raisedBy: [
      [
        'writes of two tables that are refused together',
        {
          'ThrottledRequests TransactWriteItems Charges': [6, null, 6],
          'ThrottledRequests TransactWriteItems Orders': [4, null, 4],
        },
      ],
      ['an index that is asked too much', { 'ThrottledRequests Query Charges': [50, 60, 70] }],
    ],
    quietAt: [
      ['a table that is growing', { 'ThrottledRequests PutItem Charges': [300, null, null] }],
      ['a few that the SDK has tried again', { 'ThrottledRequests PutItem Charges': [9, 9, 9] }],
    ],
  },
  TableErrorsAlarm: {
    raisedBy: [
      // Fifteen minutes of a stack that nobody calls, but its own recovery.
      ['a table that fails', { 'SystemErrors Query Charges': [40, 40, 40] }],
    ],
    quietAt: [['a few that the SDK has tried again', { 'SystemErrors GetItem Charges': [3, 3, 3] }]],
  },
  ReceiptAgeAlarm: {
    raisedBy: [
      [
        'a mail service that takes nothing',
        { 'IteratorAge receipts.send': [3_700_000, 4_000_000, 4_300_000] },
      ],
    ],
    quietAt: [
      [
        'receipts that are late by less than an hour',
        { 'IteratorAge receipts.send': [3_000_000, 3_300_000, 3_600_000] },
      ],
      ['a backlog that is gone', { 'IteratorAge receipts.send': [4_000_000, 900, 800] }],
    ],
  },
  DeadLettersAlarm: {
    raisedBy: [['one receipt that was given up', { ApproximateNumberOfMessagesVisible: [0, 1] }]],
    quietAt: [['a queue that was emptied', { ApproximateNumberOfMessagesVisible: [3, 0] }]],
  },
};
