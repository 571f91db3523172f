import type { DynamoDBBatchResponse } from 'aws-lambda';
import { type SendDependencies, sendReceipts } from '../../../functions/receipts/send.ts';
import { sesMailer } from '../../../functions/receipts/ses-mailer.ts';
import { sqsDeadLetters } from '../../../functions/receipts/set-aside.ts';
import { localClient } from '../../../local/dynamodb/client.ts';
import { type LocalSes, startLocalSes } from '../../../local/email/local-ses.ts';
import { type LocalSqs, startLocalSqs } from '../../../local/queues/local-sqs.ts';
import { openStream } from '../../../local/streams/stream-reader.ts';
import { type LambdaRecord, toLambdaRecord } from '../../../local/streams/stream-record.ts';
import { CHARGE, charge, startService } from '../../rig/service.ts';
import { inOneRealm } from './one-realm.ts';

const REMAINING_MS = 60_000;
const QUEUE = 'DeadLetters';
const FROM = 'receipts@payonce.example';

/** Where the SDK finds SES, as a function's environment says it. */
const pointSdkTo = (ses: LocalSes, sqs: LocalSqs): void => {
  inOneRealm();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
};

/** The function on the real engine and its stream, with the real SDK and a mail service at a socket. */
export const startReceipts = async () => {
  const service = await startService();
  const { world, telemetry, client, tables, settings } = service;
  const ses = await startLocalSes(world.clock);
  const sqs = await startLocalSqs();
  pointSdkTo(ses, sqs);
  const mailer = sesMailer(FROM);
  const engineClient = localClient(process.env.DYNAMODB_ENDPOINT ?? '');
  const stream = await openStream(engineClient, process.env.DYNAMODB_ENDPOINT ?? '', {
    tableName: tables.charges,
    startsAt: 'TRIM_HORIZON',
    after: () => undefined,
  });
  if (stream === 'no-stream') throw new Error('the charges have no stream');

  const dependencies: SendDependencies = {
    documentClient: client.documentClient,
    world,
    telemetry,
    mailer,
    deadLetters: sqsDeadLetters(QUEUE),
    settings: { ...settings, idempotencyTable: tables.idempotency },
  };
  const instance = (over: Partial<SendDependencies> = {}) => sendReceipts({ ...dependencies, ...over });
  const context = (remainingMs = REMAINING_MS) => ({
    awsRequestId: 'request',
    getRemainingTimeInMillis: () => remainingMs,
  });
  const send = instance();

  /** What the stream says of everything that was written since the last time. */
  const events = async (): Promise<LambdaRecord[]> =>
    (await stream.read()).flatMap(({ records }) =>
      records.map((record) => toLambdaRecord(record, stream.streamArn)),
    );

  return {
    ...service,
    ses,
    sqs,
    mailer,
    deadLetters: () => sqs.queues.messages().map(({ message }) => message),
    instance,
    context,
    events,
    /** Hands a batch to the function, as the event source does. @returns what is to come again */
    deliver: async (
      records: readonly LambdaRecord[],
      by = send,
      remainingMs = REMAINING_MS,
    ): Promise<string[]> => {
      const answer = (await by({ Records: records }, context(remainingMs))) as DynamoDBBatchResponse;
      return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    byHand: (event: { chargeId: string; tenant?: string; again?: string }) =>
      send({ tenant: 'acme', ...event }, context()),
    /** A charge that has succeeded: its id and the events of it. */
    charged: async (key: string, more: object = { receiptEmail: 'ada@example.com' }) => {
      const { json } = await service.call(charge(key, { ...CHARGE, ...more }));
      return { id: json.id as string, records: await events() };
    },
    sentTo: (): string[] => ses.emails().flatMap(({ to }) => to),
    stop: async () => {
      stream.close();
      engineClient.destroy();
      await ses.close();
      await sqs.close();
    },
  };
};

export type Receipts = Awaited<ReturnType<typeof startReceipts>>;
