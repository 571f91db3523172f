import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalCalls } from './calls/local-calls.ts';
import { tableNames } from './calls/table-names.ts';
import { localClient } from './dynamodb/client.ts';
import { emptyTables } from './dynamodb/empty-tables.ts';
import { type DynamoDb, startEngine } from './dynamodb/engine.ts';
import { ensureTables } from './dynamodb/tables.ts';
import { startLocalSes } from './email/local-ses.ts';
import { createEventStreams } from './events/event-stream.ts';
import { createLocalRecords, helloOf } from './events/local-events.ts';
import { observeBooks, observeGateway } from './events/observe.ts';
import { createTimeline } from './events/timeline.ts';
import { createFaultStore } from './faults/fault-store.ts';
import { createAuthorize } from './gateway/authorizer.ts';
import { createGateway } from './gateway/gateway.ts';
import { createIssuer } from './identity/issuer.ts';
import { takePort } from './listen.ts';
import type { LocalOptions, LocalPayonce } from './local-payonce.ts';
import { openLog } from './log.ts';
import { createPage } from './page/page.ts';
import { startProcessor } from './processor/local-processor.ts';
import { startLocalSqs } from './queues/local-sqs.ts';
import { createSandbox } from './sandbox/sandbox.ts';
import { startSchedules } from './schedules/schedules.ts';
import { createListener } from './serve.ts';
import type { LocalSettings } from './settings.ts';
import { startStreams } from './streams/streams.ts';
import { readTemplate } from './template/read-template.ts';
import { createWithoutKey } from './without-key/without-key.ts';

/** The key that the local Stripe gets: it takes any, and this one can be seen for what it is. */
const LOCAL_STRIPE_KEY = 'sk_test_local';
/** What it signs its events with. */
const LOCAL_WEBHOOK_SECRET = 'whsec_local';

export type Close = () => Promise<void>;

const startDynamoDb = async ({ dynamodbEndpoint, dataDirectory }: LocalSettings): Promise<DynamoDb> =>
  dynamodbEndpoint === undefined
    ? startEngine(dataDirectory && join(dataDirectory, 'dynamodb.sqlite'))
    : { endpoint: dynamodbEndpoint, description: dynamodbEndpoint, stop: async () => undefined };

/** Starts one thing after the other; `closers` gets how to end each. */
export const compose = async (
  options: LocalOptions,
  closers: Close[],
): Promise<Omit<LocalPayonce, 'stop'>> => {
  const { cdkOut, concurrency, dataDirectory, stripeTestKey, logFile, clock = Date.now } = options;
  const template = readTemplate(cdkOut);
  const front = await takePort(options.port);
  // For a start that fails.
  closers.push(front.close);
  const url = `http://localhost:${front.port}`;
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true });

  const { writeLine, close } = openLog(logFile);
  closers.push(close);
  const dynamodb = await startDynamoDb(options);
  closers.push(dynamodb.stop);
  const client = localClient(dynamodb.endpoint);
  closers.push(async () => client.destroy());
  await ensureTables(client, template.tables);
  const dynamodbEndpoint = dynamodb.endpoint;
  const records = createLocalRecords({ template, client, dynamodbEndpoint, writeLine });
  const timeline = createTimeline(records);
  const processor = await startProcessor(template, options, client, observeBooks(timeline));
  const { stripe } = processor;
  if (stripe) closers.push(stripe.close);

  const mail = await startLocalSes(clock);
  closers.push(mail.close);
  const sqs = await startLocalSqs();
  closers.push(sqs.close);

  const { functions, audience } = template;
  const stripeSecretKey = stripeTestKey ?? LOCAL_STRIPE_KEY;
  const stripeWebhookSecret = options.stripeWebhookSecret ?? LOCAL_WEBHOOK_SECRET;
  const surroundings = {
    dynamodbEndpoint,
    sesEndpoint: mail.url,
    sqsEndpoint: sqs.url,
    stripeSecretKey,
    stripeWebhookSecret,
    stripe,
    concurrency,
    writeLine,
  };
  const sandbox = createSandbox({ ...surroundings, functions });
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
  const gateway = { authorize, faults, clock, observe: observeGateway(timeline, issuer.tenantClaim) };
  const serveApi = createGateway({ ...gateway, template, invoke: sandbox.invoke });
  const withoutKey = createWithoutKey({ template, gateway, sandbox: surroundings });
  closers.push(withoutKey.stop);
  const hello = () => helloOf(template, processor.description);
  const events = createEventStreams({ timeline, hello, present: records.present });
  const serveLocalCalls = createLocalCalls({
    url,
    issuer,
    faults,
    operations: [...functions.map(({ id }) => id), ...withoutKey.operations],
    processor,
    webhooks: { url: `${url}/webhooks/stripe`, secret: stripeWebhookSecret },
    schedules,
    mail,
    streams,
    queues: sqs.queues,
    tables: tableNames(template, dynamodbEndpoint),
    emptyTables: () => emptyTables(client, template.tables),
    page: createPage(),
    events,
    withoutKey,
  });
  front.open(createListener(serveApi, serveLocalCalls, writeLine));
  closers.push(front.close, events.close);
  return { url, template, sandbox, issuer, processor, stripe, mail, dynamodb };
};
