import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { tableKey } from '../../../functions/shared/ids.ts';
import { localClient } from '../../../local/dynamodb/client.ts';
import type { Email } from '../../../local/email/mailbox.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { openStream } from '../../../local/streams/stream-reader.ts';
import { toLambdaRecord } from '../../../local/streams/stream-record.ts';
import { arm, type Client, clientOf, send } from './rig/client.ts';
import { eventually } from './rig/patience.ts';
import { withRecordAge } from './rig/record-age.ts';
import { charge, DECLINING, placeOrder } from './rig/requests.ts';
import { serve, storedItems } from './rig/server.ts';

let local: LocalPayonce;
let client: Client;

beforeAll(async () => {
  local = await serve();
  client = await clientOf(local);
});
afterEach(async () => {
  await send(local.url, { method: 'DELETE', path: '/local/data' });
});
afterAll(() => local?.stop());

const emails = async ({ url }: Pick<LocalPayonce, 'url'> = local): Promise<Email[]> =>
  (await send(url, { path: '/local/emails' })).json;
const letters = async ({ url }: Pick<LocalPayonce, 'url'> = local) =>
  (await send(url, { path: '/local/dead-letters' })).json;
const deadLettersOf = ({ template }: LocalPayonce) => template.eventSources[0]?.deadLetters;
const untilSent = (count: number, to = local): Promise<void> =>
  eventually(async () => (await emails(to)).length >= count, `${count} mails`);
const idOf = ({ id, chargeId }: { id?: string; chargeId?: string }): string => id ?? chargeId ?? 'none';
const pay = async (more: object = { receiptEmail: 'ada@example.com' }, by = client): Promise<string> =>
  idOf((await by(charge(randomUUID(), more))).json);
const referencesIn = (sent: readonly Email[]): string[] =>
  sent.map(({ text }) => /Reference: (\S+)/.exec(text ?? '')?.[1] ?? '');

/** Everything that the stream has to tell of these charges, as Lambda would tell it. */
const streamOf = async ({ template, dynamodb }: LocalPayonce, ids: readonly string[]) => {
  const [source] = template.eventSources;
  if (source === undefined)
    throw new Error('The template has no event source: synthesize it with receiptFrom');
  const database = localClient(dynamodb.endpoint);
  const stream = await openStream(database, dynamodb.endpoint, { ...source, after: () => undefined });
  if (stream === 'no-stream') throw new Error('there is no stream');
  const Records = (await stream.read()).flatMap(({ records }) =>
    records
      .map((record) => toLambdaRecord(record, stream.streamArn))
      .filter(({ dynamodb: { NewImage } }) => ids.includes(NewImage?.id?.S ?? '')),
  );
  stream.close();
  database.destroy();
  return { functionId: source.functionId, event: { Records } };
};

/** A charge that no function here would write: in a currency that nobody knows. */
const plantPoison = async ({ template, dynamodb }: LocalPayonce): Promise<void> => {
  const TableName = template.eventSources[0]?.tableName;
  const database = localClient(dynamodb.endpoint);
  const documents = DynamoDBDocumentClient.from(database);
  const pk = tableKey('acme', 'ch_poison');
  const item = { id: 'ch_poison', tenant: 'acme', status: 'processing', amount: 1, currency: 'XXQ' };
  const more = { receiptEmail: 'ada@example.com', orderId: null, description: null, createdAtMs: 0 };
  await documents.send(new PutCommand({ TableName, Item: { pk, ...item, ...more } }));
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: { pk },
      UpdateExpression: 'SET #status = :succeeded',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':succeeded': 'succeeded' },
    }),
  );
  database.destroy();
};

/** The charges whose receipt was tried, and certainly not sent. */
const released = async (): Promise<string[]> =>
  (await storedItems(local))
    .filter(({ chargeId, record }) => chargeId !== undefined && record?.state === 'released')
    .map(({ chargeId }) => chargeId);

describe('a charge that succeeds', () => {
  it('brings its payer one mail, at the address of the charge or of its order', async () => {
    const byCharge = await pay();
    const byOrder = await pay({ orderId: await placeOrder(client) });
    const toNobody = await pay({});
    const declined = await pay({ paymentMethod: DECLINING, receiptEmail: 'ada@example.com' });
    await untilSent(2);

    const sent = await emails();
    expect(referencesIn(sent).sort()).toEqual([byCharge, byOrder].sort());
    for (const id of [toNobody, declined]) expect(JSON.stringify(sent)).not.toContain(id);
    for (const { subject, to } of sent)
      expect([subject, to]).toEqual(['Receipt: €25.00', ['ada@example.com']]);
  });

  it('brings one mail however often its batch is delivered, and at the same time', async () => {
    const id = await pay();
    await untilSent(1);
    const { functionId, event } = await streamOf(local, [id]);
    expect(event.Records.length).toBeGreaterThan(1);
    const deliver = () =>
      local.sandbox.invoke(functionId, { requestId: randomUUID(), event, fault: undefined });

    const results = [...(await Promise.all([deliver(), deliver(), deliver()])), await deliver()];
    expect(results.at(-1)).toEqual({ kind: 'answered', value: { batchItemFailures: [] } });
    expect(referencesIn(await emails()).filter((reference) => reference === id)).toEqual([id]);
  });
});

describe('a mail service on a bad day', () => {
  it('that is down for a while loses nothing', async () => {
    await arm(local, { fault: 'mail-down' });
    const ids = await Promise.all([pay(), pay(), pay()]);
    await eventually(async () => (await released()).length > 0, 'one was tried and refused');
    expect(await emails()).toEqual([]);

    await send(local.url, { method: 'DELETE', path: '/local/faults' });
    await untilSent(3);
    expect(referencesIn(await emails()).sort()).toEqual(ids.sort());
    expect(await letters()).toEqual([]);
  });

  it('whose answer is lost has sent one mail, and is not asked for another', async () => {
    await arm(local, { fault: 'mail-answer-lost' });
    const lost = await pay();
    await untilSent(1);
    const next = await pay();
    await untilSent(2);

    const { functionId, event } = await streamOf(local, [lost, next]);
    await local.sandbox.invoke(functionId, { requestId: randomUUID(), event, fault: undefined });
    expect(referencesIn(await emails())).toEqual([lost, next]);
  });
});

describe('a record that nobody can write about', () => {
  it('ends in the dead letters, and the rest goes through', async () => {
    const before = await pay();
    await plantPoison(local);
    const after = await Promise.all([pay(), pay(), pay()]);
    await untilSent(4);
    await eventually(async () => (await letters()).length > 0, 'a dead letter');

    expect(referencesIn(await emails()).sort()).toEqual([before, ...after].sort());
    const message = { tenant: 'acme', chargeId: 'ch_poison', reason: 'Error' };
    expect(await letters()).toEqual([{ queue: deadLettersOf(local), message }]);
  });
});

describe('a receipt that could not be sent for too long', () => {
  it('ends in the dead letters, and can be sent by hand', async () => {
    const cdkOut = withRecordAge(2);
    const hurried = await serve({ cdkOut });
    await arm(hurried, { fault: 'mail-down' });
    const chargeId = await pay(undefined, await clientOf(hurried));
    await eventually(async () => (await letters(hurried)).length > 0, 'a dead letter');
    await send(hurried.url, { method: 'DELETE', path: '/local/faults' });

    expect(await letters(hurried)).toEqual([
      {
        queue: deadLettersOf(hurried),
        message: expect.objectContaining({
          requestContext: expect.objectContaining({ condition: 'RecordAgeExceeded' }),
          DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }),
        }),
      },
    ]);
    const event = { tenant: 'acme', chargeId };
    for (let time = 0; time < 2; time += 1) {
      const call = { requestId: randomUUID(), event, fault: undefined };
      expect(await hurried.sandbox.invoke('receipts.send', call)).toEqual({
        kind: 'answered',
        value: { receipt: 'sent' },
      });
    }
    expect(referencesIn(await emails(hurried))).toEqual([chargeId]);
    await hurried.stop();
    rmSync(cdkOut, { recursive: true, force: true });
  });
});

describe('everything that is kept', () => {
  it('is emptied together: no mail, no dead letter, and no receipt of what was before', async () => {
    await pay();
    await untilSent(1);
    await arm(local, { fault: 'mail-down' });
    await pay();
    await send(local.url, { method: 'DELETE', path: '/local/data' });
    expect(await emails()).toEqual([]);

    const id = await pay();
    await untilSent(1);
    expect(referencesIn(await emails())).toEqual([id]);
  });

  it('goes on after a restart where it ended', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'payonce-kept-'));
    const first = await serve({ dataDirectory });
    const sent = await pay(undefined, await clientOf(first));
    await untilSent(1, first);
    await arm(first, { fault: 'mail-down' });
    const waiting = await pay(undefined, await clientOf(first));
    await first.stop();

    const second = await serve({ dataDirectory });
    await untilSent(1, second);
    expect(referencesIn(await emails(second))).toEqual([waiting]);
    expect(sent).not.toBe(waiting);
    await second.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
});
