interface Assumption {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly why: string;
}

/** What no local run can measure. Every figure of the page that is not counted follows from these and the prices. */
export const ASSUMED = {
  cpuMs: {
    name: 'CPU of one request',
    value: 15,
    unit: 'ms',
    why: '4.3 ms were measured on a core of a quiet machine (`npm run scale -- cpu`); 512 MiB are 0.29 of one',
  },
  readMs: { name: 'DynamoDB, a read', value: 4, unit: 'ms', why: 'single-digit milliseconds, as AWS says' },
  writeMs: { name: 'DynamoDB, a write', value: 6, unit: 'ms', why: 'as above' },
  transactionMs: { name: 'DynamoDB, a transaction', value: 15, unit: 'ms', why: 'two phases' },
  paymentMs: {
    name: 'Stripe, a call that reaches the card network',
    value: 1_000,
    unit: 'ms',
    why: 'between 700 and 1 500; the largest item of the bill follows from it',
  },
  lookMs: { name: 'Stripe, any other call', value: 300, unit: 'ms', why: 'no card network behind it' },
  mailMs: { name: 'SES, a mail', value: 100, unit: 'ms', why: 'one call in the same region' },
  coldMs: {
    name: 'cold starts, spread over all requests',
    value: 1,
    unit: 'ms',
    why: 'one in 500 of 500 ms; initialization is billed',
  },
  tracedShare: { name: 'requests traced', value: 0.05, unit: 'of 1', why: "X-Ray's default rule at load" },
  lambdaLineBytes: {
    name: "Lambda's own lines of one invocation",
    value: 620,
    unit: 'bytes',
    why: '`platform.start` and `platform.report` as JSON, with the trace',
  },
  headerBytes: {
    name: 'headers of an answer',
    value: 600,
    unit: 'bytes',
    why: 'ours, and those of the gateway',
  },
  logCompression: { name: 'stored part of a log', value: 0.15, unit: 'of 1', why: 'JSON, compressed' },
  logMonths: { name: 'months that a log is kept', value: 6, unit: 'months', why: 'the stage `prod`' },
  hoursMonth: { name: 'hours of a month', value: 730, unit: 'h', why: '8 760 / 12' },
} as const satisfies Readonly<Record<string, Assumption>>;
