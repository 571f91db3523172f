import { parseArgs } from 'node:util';

const PROCESSORS = ['stripe', 'simulated'] as const;
type ProcessorName = (typeof PROCESSORS)[number];

/** What `npm start` takes from its flags. */
interface LocalFlags {
  /** Which one the functions are synthesized with. */
  readonly processor: ProcessorName;
}

/** What `npm start` takes from the environment. */
export interface LocalSettings {
  readonly port: number;
  /** @default - the embedded engine */
  readonly dynamodbEndpoint?: string;
  /** @default - in memory: everything is gone at the end */
  readonly dataDirectory?: string;
  /** @default - the local Stripe */
  readonly stripeTestKey?: string;
  /** What the real Stripe signs its events with, as `stripe listen` prints it. @default - the local Stripe's own */
  readonly stripeWebhookSecret?: string;
  /** Processes of one function at a time. */
  readonly concurrency: number;
  /** @default - standard error */
  readonly logFile?: string;
}

const DEFAULT_PORT = 3000;
/** Enough for every race; each is a Node process of some 60 MB. */
const DEFAULT_CONCURRENCY = 8;
const CONCURRENCY_MAX = 256;

const readNumber = (
  environment: NodeJS.ProcessEnv,
  name: string,
  { min, max, otherwise }: { min: number; max: number; otherwise: number },
): number => {
  const value = environment[name];
  if (value === undefined || value === '') return otherwise;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new Error(`${name} is a whole number from ${min} to ${max}, not ${JSON.stringify(value)}.`);
};

const readStripeTestKey = (key: string): string => {
  if (/^[a-z]+_live_/.test(key)) {
    throw new Error(
      'STRIPE_SECRET_KEY is a live key: a local run would move real money. Use a test key (sk_test_…).',
    );
  }
  if (/^(sk|rk)_test_/.test(key)) return key;
  throw new Error('STRIPE_SECRET_KEY is no key of Stripe (sk_test_…). Unset it to use the local Stripe.');
};

const isProcessor = (name: string): name is ProcessorName => PROCESSORS.some((known) => known === name);

/**
 * Reads what stands after `npm start --`.
 *
 * @throws Error in one sentence about the first flag that is wrong
 */
export const readLocalFlags = (flags: readonly string[], environment: NodeJS.ProcessEnv): LocalFlags => {
  let processor: string;
  try {
    const options = { processor: { type: 'string', default: 'stripe' } } as const;
    processor = parseArgs({ args: [...flags], options }).values.processor;
  } catch (cause) {
    throw new Error('The only flag is `--processor stripe` or `--processor simulated`.', { cause });
  }
  if (!isProcessor(processor))
    throw new Error(
      `There is no processor ${JSON.stringify(processor)}. There are: ${PROCESSORS.join(', ')}.`,
    );
  if (processor === 'simulated' && environment.STRIPE_SECRET_KEY)
    throw new Error(
      'STRIPE_SECRET_KEY is set, but the simulated processor calls no Stripe. Unset it, or leave the flag out.',
    );
  return { processor };
};

/** @throws Error in one sentence about the first value that is wrong */
export const readLocalSettings = (environment: NodeJS.ProcessEnv): LocalSettings => {
  const { DYNAMODB_ENDPOINT, DATA_DIR, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, LOG_FILE } = environment;
  if (DYNAMODB_ENDPOINT && !/^https?:\/\//.test(DYNAMODB_ENDPOINT)) {
    throw new Error(`DYNAMODB_ENDPOINT is an address like http://localhost:8000, not ${DYNAMODB_ENDPOINT}.`);
  }
  return {
    port: readNumber(environment, 'PORT', { min: 0, max: 65_535, otherwise: DEFAULT_PORT }),
    concurrency: readNumber(environment, 'LOCAL_CONCURRENCY', {
      min: 1,
      max: CONCURRENCY_MAX,
      otherwise: DEFAULT_CONCURRENCY,
    }),
    ...(DYNAMODB_ENDPOINT && { dynamodbEndpoint: DYNAMODB_ENDPOINT }),
    ...(DATA_DIR && { dataDirectory: DATA_DIR }),
    ...(STRIPE_SECRET_KEY && { stripeTestKey: readStripeTestKey(STRIPE_SECRET_KEY) }),
    ...(STRIPE_WEBHOOK_SECRET && { stripeWebhookSecret: STRIPE_WEBHOOK_SECRET }),
    ...(LOG_FILE && { logFile: LOG_FILE }),
  };
};
