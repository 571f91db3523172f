import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { rawRequest } from '../fixture/raw-request.ts';
import { ledgerOf } from './rig/client.ts';
import { sendBytes } from './rig/raw-lines.ts';
import { CHARGE, ORDER } from './rig/requests.ts';
import { serve, storedItems } from './rig/server.ts';

interface Sent {
  readonly path?: string;
  /** Header lines as they go out, instead of one with a good key. */
  readonly key?: readonly string[];
  readonly type?: readonly string[];
  readonly more?: readonly string[];
  readonly body?: string | Buffer;
}

const JSON_TYPE = ['content-type', 'application/json'];
const GOOD = JSON.stringify(CHARGE);
const keyed = (...values: string[]): Sent => ({ key: values.flatMap((value) => ['idempotency-key', value]) });
const body = (text: string): Sent => ({ body: text });
/** The charge with one member written differently. */
const member = (name: string, text: string): Sent =>
  body(JSON.stringify({ ...CHARGE, [name]: '#' }).replace('"#"', text));
const order = (more: object): Sent => ({ path: '/orders', body: JSON.stringify({ ...ORDER, ...more }) });
const typed = (...type: string[]): Sent => ({ type, body: GOOD });

const GZIP: Sent = { more: ['content-encoding', 'gzip'] };

const [MUG] = ORDER.items;
const INVALID = 'validation-failed';
const MALFORMED = 'malformed-json';

const BAD: readonly (readonly [status: number, code: string, what: string, sent: Sent])[] = [
  [400, 'idempotency-key-missing', 'no key', { key: [] }],
  [400, 'idempotency-key-invalid', 'two lines with a key', keyed('one', 'two')],
  [400, 'idempotency-key-invalid', 'two lines with the same key', keyed('one', 'one')],
  [400, 'idempotency-key-invalid', 'an empty key', keyed('')],
  [400, 'idempotency-key-invalid', 'a key of 256 characters', keyed('k'.repeat(256))],
  [400, 'idempotency-key-invalid', 'a key with a comma', keyed('a,b')],
  [400, 'idempotency-key-invalid', 'a key with a tab', keyed('a\tb')],
  [400, 'idempotency-key-invalid', 'a key outside ASCII', keyed('cl\u00e9')],
  [400, MALFORMED, 'no JSON', body('amount=2500')],
  [400, MALFORMED, 'no body', body('')],
  [400, INVALID, 'an array', body('[]')],
  [400, INVALID, 'null', body('null')],
  [400, MALFORMED, 'arrays nested 5 000 deep', body('['.repeat(5_000) + ']'.repeat(5_000))],
  [400, MALFORMED, 'objects nested 5 000 deep', body(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)],
  [400, MALFORMED, 'a member twice', body('{"amount": 1, "amount": 2500}')],
  [400, MALFORMED, 'half of a surrogate pair', member('description', '"\\ud83d"')],
  [400, MALFORMED, '__proto__', body('{"__proto__": {"amount": 1}}')],
  [400, INVALID, 'an unknown member', member('orderID', '"x"')],
  ...['0', '-1', '1.5', '"5"', '1e21', `${2 ** 53}`, 'null'].map(
    (amount) => [400, INVALID, `an amount of ${amount}`, member('amount', amount)] as const,
  ),
  [400, INVALID, 'an unknown currency', member('currency', '"XXQ"')],
  [400, INVALID, 'a card number to pay with', member('paymentMethod', '"4242424242424242"')],
  [400, INVALID, 'a card number in the description', member('description', '"4242 4242 4242 4242"')],
  [400, INVALID, '101 items', order({ items: Array.from({ length: 101 }, () => MUG) })],
  [413, 'body-too-large', 'a body of 65 KiB', member('description', `"${'x'.repeat(65 * 1024)}"`)],
  [415, 'unsupported-media-type', 'a body in gzip', { body: gzipSync(GOOD), ...GZIP }],
  [415, 'unsupported-media-type', 'a body that only says that it is gzip', GZIP],
  [415, 'unsupported-media-type', 'no content type', typed()],
  [415, 'unsupported-media-type', 'a form', typed('content-type', 'application/x-www-form-urlencoded')],
  [415, 'unsupported-media-type', 'text', typed('content-type', 'text/plain')],
];

const key = randomUUID();
let local: LocalPayonce;
let authorization: readonly string[];

beforeAll(async () => {
  local = await serve();
  authorization = ['authorization', `Bearer ${(await local.issuer.issueToken('acme')).token}`];
});
afterAll(() => local?.stop());

const sendCharge = (sent: Sent) =>
  rawRequest(local.url, {
    method: 'POST',
    path: sent.path ?? '/charges',
    headers: [
      ...authorization,
      ...(sent.key ?? ['idempotency-key', key]),
      ...(sent.type ?? JSON_TYPE),
      ...(sent.more ?? []),
    ],
    body: sent.body ?? GOOD,
  });

describe('over the wire', () => {
  it.each(BAD)('%i %s answers %s', async (status, code, _, sent) => {
    const answer = await sendCharge(sent);
    const problem = JSON.parse(answer.body.toString('utf8'));
    expect([answer.status, problem.status, problem.code]).toEqual([status, status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect([problem.retry, answer.headers['retry-after']]).toEqual(['never', undefined]);
    expect(answer.body.toString('latin1')).not.toContain('4242');
  });

  it.each([0x00, 0x01, 0x0d, 0x7f])('400 answers a key with the byte %i, and nothing runs', async (byte) => {
    const head = Buffer.from(
      `POST /charges HTTP/1.1\r\nhost: localhost\r\n${authorization.join(': ')}\r\n${JSON_TYPE.join(': ')}\r\n` +
        `content-length: ${GOOD.length}\r\nconnection: close\r\nidempotency-key: a`,
    );
    const answer = await sendBytes(
      local.url,
      Buffer.concat([head, Buffer.from([byte]), Buffer.from(`b\r\n\r\n${GOOD}`)]),
    );
    expect(answer.status).toBe(400);
  });

  it('nothing of it is stored, no money moves, and the key is as new', async () => {
    expect(await storedItems(local)).toEqual([]);
    expect(await ledgerOf(local)).toEqual([]);
    const charged = await sendCharge({});
    expect([charged.status, charged.headers['idempotent-replayed']]).toEqual([201, undefined]);
    const placed = await sendCharge(order({}));
    expect([placed.status, placed.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });
});
