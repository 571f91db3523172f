import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { arm, type Call, send } from './rig/client.ts';
import { DECLINING } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

/** Values that nothing else holds: wherever one turns up, it came from a request. */
const SECRETS = {
  key: 'SECRETKEY',
  tenant: 'SECRETTENANT',
  paymentMethod: 'pm_SECRETMETHOD',
  description: 'SECRETDESCRIPTION',
  metadataName: 'SECRETNAME',
  metadataValue: 'SECRETVALUE',
  sku: 'SECRETSKU',
  email: 'SECRETEMAIL@example.com',
  query: 'SECRETQUERY',
  id: 'SECRETID',
  header: 'SECRETHEADER',
  cardNumber: '4242424242424242',
  amount: '77731337',
};
const METADATA = { [SECRETS.metadataName]: SECRETS.metadataValue };
const CHARGE = {
  amount: Number(SECRETS.amount),
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  receiptEmail: SECRETS.email,
  description: SECRETS.description,
  metadata: METADATA,
};
const ORDER = {
  currency: 'EUR',
  items: [{ sku: SECRETS.sku, quantity: 1, unitAmount: Number(SECRETS.amount) }],
  customer: { email: SECRETS.email },
  metadata: METADATA,
};

const directory = mkdtempSync(join(tmpdir(), 'payonce-log-'));
const logFile = join(directory, 'log');
const cdkOut = withTiming(SHORT);
let token = '';
let log = '';
/** The requests that a function has answered, by the id that their replies carry. */
const answered: string[] = [];
/** Answered by the gateway: turned away, or the function was killed before it could say anything. */
const unanswered: string[] = [];

const everything = async (local: LocalPayonce): Promise<void> => {
  ({ token } = await local.issuer.issueToken(SECRETS.tenant));
  const client = async (call: Call) => {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': SECRETS.header, ...call.headers };
    const reply = await send(local.url, { ...call, headers });
    const requestId = reply.headers['apigw-requestid'] ?? '';
    (reply.json?.message === undefined ? answered : unanswered).push(requestId);
    return reply;
  };
  const post = (path: string, name: string, body: unknown) =>
    client({ path, key: `${SECRETS.key}-${name}`, body });
  const meet = async (fault: string, more: object = {}) => {
    await arm(local, { fault, ...more });
    return post('/charges', fault, CHARGE);
  };

  const placed = (await post('/orders', 'order', ORDER)).json;
  const path = `/orders/${placed.id}`;
  await client({ method: 'PUT', path, body: ORDER, headers: { 'if-match': SECRETS.header } });
  await client({ path });
  await client({ path: `/orders/${SECRETS.id}` });
  await client({ path: `/orders?${SECRETS.query}=${SECRETS.query}` });
  await client({ path: `/charges?idempotencyKey=${SECRETS.key}-charge` });
  for (const name of ['charge', 'charge', 'order'])
    await post('/charges', name, { ...CHARGE, orderId: placed.id });
  await post('/charges', 'charge', CHARGE);
  await post('/charges', 'declined', { ...CHARGE, paymentMethod: DECLINING });
  await post('/charges', 'unheard-of', { ...CHARGE, paymentMethod: SECRETS.paymentMethod });
  await client({ method: 'DELETE', path });

  await meet('processor-down');
  await meet('processor-timeout');
  await meet('slow-processor', { ms: 50 });
  await meet('crash-before-effect');
  await meet('crash-after-effect');
  await meet('drop-response').catch(() => answered.push('nobody was told'));

  for (const body of ['{"SECRETSKU', SECRETS.description.repeat(5_000), [SECRETS.sku], '', 'null'])
    await post('/charges', 'bad', body);
  for (const member of [{ paymentMethod: SECRETS.cardNumber }, { description: SECRETS.cardNumber }, METADATA])
    await post('/charges', 'bad', { ...CHARGE, ...member });
  await post('/charges', 'bad,bad', CHARGE);
  await client({
    path: '/charges',
    key: SECRETS.key,
    body: CHARGE,
    headers: { 'content-type': 'text/plain' },
  });
  await client({ path: '/charges', headers: { authorization: SECRETS.header } });
  await client({ path: `/${SECRETS.id}` });
};

beforeAll(async () => {
  const local = await serve({ cdkOut, logFile });
  await everything(local).finally(local.stop);
  log = readFileSync(logFile, 'utf8');
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('the log of a run in which everything goes well and wrong', () => {
  it('has one line for each request that a function has answered, and no other', () => {
    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    // Metrics are lines too, in the form that CloudWatch takes them in.
    const said = lines.filter((line) => line._aws === undefined);
    expect(said.map(({ message }) => message)).toEqual(said.map(() => 'request'));
    // Receipts are sent when nobody asks.
    const ids = said
      .filter(({ operation }) => operation !== 'receipts.send')
      .map(({ requestId }) => requestId);
    expect(ids).toHaveLength(answered.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(answered.filter((requestId) => !ids.includes(requestId))).toEqual(['nobody was told']);
    // Two functions were killed, one token was none, one route is unknown.
    expect(unanswered).toHaveLength(4);
  });

  it.each(Object.entries(SECRETS))('holds no %s', (_, secret) => {
    expect(log).not.toContain(secret);
  });

  it('holds no part of a token', () => {
    for (const part of token.split('.')) expect(log).not.toContain(part);
  });
});
