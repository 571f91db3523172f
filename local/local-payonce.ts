import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalCalls } from './calls/local-calls.ts';
import { tableNames } from './calls/table-names.ts';
import { localClient } from './dynamodb/client.ts';
import { emptyTables } from './dynamodb/empty-tables.ts';
import { type DynamoDb, startEngine } from './dynamodb/engine.ts';
import { ensureTables } from './dynamodb/tables.ts';
import { type LocalSes, startLocalSes } from './email/local-ses.ts';
import { createFaultStore } from './faults/fault-store.ts';
import { createAuthorize } from './gateway/authorizer.ts';
import { createGateway } from './gateway/gateway.ts';
import { createIssuer, type Issuer } from './identity/issuer.ts';
import { listenLocally } from './listen.ts';
import { openLog } from './log.ts';
import { freePort } from './ports.ts';
import { type LocalProcessor, startProcessor } from './processor/local-processor.ts';
import { startLocalSqs } from './queues/local-sqs.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { startSchedules } from './schedules/schedules.ts';
import { createListener } from './serve.ts';
import type { LocalSettings } from './settings.ts';
import { startStreams } from './streams/streams.ts';
import type { LocalStripe } from './stripe/index.ts';
import type { Template } from './template/model.ts';
import { readTemplate } from './template/read-template.ts';

export interface LocalOptions extends LocalSettings {
  /** What `cdk synth` wrote. */
  readonly cdkOut: string;
  /** @default - the machine's clock; decides about tokens and throttles only, functions have their own */
  readonly clock?: () => number;
}

export interface LocalPayonce {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly template: Template;
  readonly sandbox: Sandbox;
  readonly issuer: Issuer;
  readonly processor: LocalProcessor;
  /** `undefined` when the processor is another than the local Stripe. */
  readonly stripe: LocalStripe | undefined;
  readonly mail: LocalSes;
  readonly dynamodb: DynamoDb;
  /** Ends everything that was started, in under two seconds. Once. */
  stop(): Promise<void>;
}

/** The key that the local Stripe gets: it takes any, and this one can be seen for what it is. */
const LOCAL_STRIPE_KEY = 'sk_test_local';
/** What it signs its events with. */
const LOCAL_WEBHOOK_SECRET = 'whsec_local';

type Close = () => Promise<void>;

const startDynamoDb = async ({ dynamodbEndpoint, dataDirectory }: LocalSettings): Promise<DynamoDb> =>
  dynamodbEndpoint === undefined
    ? startEngine(dataDirectory && join(dataDirectory, 'dynamodb.sqlite'))
    : { endpoint: dynamodbEndpoint, description: dynamodbEndpoint, stop: async () => undefined };

/** Starts one thing after the other; `closers` gets how to end each. */
const compose = async (options: LocalOptions, closers: Close[]): Promise<Omit<LocalPayonce, 'stop'>> => {
  const { cdkOut, concurrency, dataDirectory, stripeTestKey, logFile, clock = Date.now } = options;
  const template = readTemplate(cdkOut);
  const port = options.port === 0 ? await freePort() : options.port;
  const url = `http://localhost:${port}`;
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true });

  const { writeLine, close } = openLog(logFile);
  closers.push(close);
  const dynamodb = await startDynamoDb(options);
  closers.push(dynamodb.stop);
  const client = localClient(dynamodb.endpoint);
  closers.push(async () => client.destroy());
  await ensureTables(client, template.tables);
  const processor = await startProcessor(template, options, client);
  const { stripe } = processor;
  if (stripe) closers.push(stripe.close);

  const mail = await startLocalSes(clock);
  closers.push(mail.close);
  const sqs = await startLocalSqs();
  closers.push(sqs.close);

  const { functions, audience } = template;
  const stripeSecretKey = stripeTestKey ?? LOCAL_STRIPE_KEY;
  const stripeWebhookSecret = options.stripeWebhookSecret ?? LOCAL_WEBHOOK_SECRET;
  const dynamodbEndpoint = dynamodb.endpoint;
  const sandbox = createSandbox({
    functions,
    dynamodbEndpoint,
    sesEndpoint: mail.url,
    sqsEndpoint: sqs.url,
    stripeSecretKey,
    stripeWebhookSecret,
    stripe,
    concurrency,
    writeLine,
  });
  closers.push(sandbox.stop);
  const schedules = startSchedules({ schedules: template.schedules, invoke: sandbox.invoke, clock });
  closers.push(schedules.stop);
  const streams = startStreams({
    eventSources: template.eventSources,
    client,
    dynamodbEndpoint,
    checkpointPath: dataDirectory && join(dataDirectory, 'streams.json'),
    putDeadLetter: sqs.queues.put,
    invoke: sandbox.invoke,
    clock,
    writeLine,
  });
  closers.push(streams.stop);
  const issuer = await createIssuer(`${url}/local`, template, clock);
  const faults = createFaultStore();
  const authorize = createAuthorize(issuer, audience, clock);
  const serveApi = createGateway({ template, authorize, faults, invoke: sandbox.invoke, clock });
  const serveLocalCalls = createLocalCalls({
    url,
    issuer,
    faults,
    operations: functions.map(({ id }) => id),
    processor,
    webhooks: { url: `${url}/webhooks/stripe`, secret: stripeWebhookSecret },
    schedules,
    mail,
    streams,
    queues: sqs.queues,
    tables: tableNames(template, dynamodbEndpoint),
    emptyTables: () => emptyTables(client, template.tables),
  });
  const listening = await listenLocally(createListener(serveApi, serveLocalCalls, writeLine), port);
  closers.push(listening.close);
  return { url, template, sandbox, issuer, processor, stripe, mail, dynamodb };
};

/**
 * Serves the synthesized API on this machine, and stands in for everything that it calls.
 *
 * @example const { url, stop } = await startLocal({ port: 0, concurrency: 8, cdkOut: 'cdk.out' });
 * @throws Error in a sentence that says what to do; nothing is left running then
 */
export const startLocal = async (options: LocalOptions): Promise<LocalPayonce> => {
  const closers: Close[] = [];
  // The last to start is the first to end: no request may meet a backend that is gone.
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await compose(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
