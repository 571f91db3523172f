import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { type Code, expectProblem } from './problem-contract.ts';
import { POST_CHARGES, POST_ORDERS } from './refusing.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

const BAD_KEYS: readonly (readonly [what: string, header: string])[] = [
  ['empty', ''],
  ['blank', '   '],
  ['an empty quoted one', '""'],
  ['a blank quoted one', '" "'],
  ['two values that API Gateway has joined', 'k-1,k-1'],
  ['two values with a space', 'k-1, k-2'],
  ['two quoted values', '"k-1", "k-2"'],
  ['one with a space', 'k 1'],
  ['one with a quote inside', 'k"1'],
  ['one whose quote never ends', '"k-1'],
  ['a quoted one with parameters', '"k-1";version=1'],
  ['256 characters', 'k'.repeat(256)],
  ['256 characters in quotes', `"${'k'.repeat(256)}"`],
  ['a NUL', 'k-\u00001'],
  ['a line break', 'k-1\nk-2'],
  ['a tab', 'k\t1'],
  ['DEL', 'k-\u007f'],
  ['a quoted control character', '"k-\u0001"'],
  ['a letter outside ASCII', 'clé'],
  ['a letter outside ASCII in quotes', '"clé"'],
];

describe.each([POST_CHARGES, POST_ORDERS])('an unusable key at $route', ({ route, good }) => {
  const expectNothing = async (headers: Record<string, string>, code: Code): Promise<void> => {
    const before = await storedItems(service);

    const reply = await service.call({ route, body: good, headers });

    expectProblem(reply, code);
    expect(await storedItems(service)).toEqual(before);
    expect(service.processor.calls.charge).toEqual([]);
  };

  it('is missing: 400, and nothing is done', () => expectNothing({}, 'idempotency-key-missing'));

  it.each(BAD_KEYS)('is %s: 400, and nothing is done', (_, header) =>
    expectNothing({ 'idempotency-key': header }, 'idempotency-key-invalid'),
  );

  it('is told before anything about the body', async () => {
    expectProblem(await service.call({ route, body: '{' }), 'idempotency-key-missing');
  });
});

const KEYS: readonly (readonly [what: string, header: string])[] = [
  ['one character', '!'],
  ['255 characters', 'k'.repeat(255)],
  ['255 characters in quotes', `"${'q'.repeat(255)}"`],
  ['all of visible ASCII but comma and quote', "!#$%&'()*+-./09:;<=>?@AZ[\\]^_`az{|}~"],
  ['a quoted comma, quote and space', '"a, \\"b\\""'],
];

describe('a usable key', () => {
  it.each(KEYS)('may have %s', async (_, header) => {
    const request = { route: 'POST /orders', body: POST_ORDERS.good, headers: { 'idempotency-key': header } };

    const first = await service.call(request);
    const again = await service.call(request);

    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('means the same bare, in quotes and with white space around it', async () => {
    const send = (header: string) =>
      service.call({
        route: 'POST /orders',
        body: POST_ORDERS.good,
        headers: { 'idempotency-key': header },
      });
    const bare = await send('k-same');

    for (const header of ['"k-same"', ' k-same ', ' "k-same"'])
      expect((await send(header)).text).toBe(bare.text);
  });

  it('is told apart by the case of its letters', async () => {
    const send = (key: string) => service.call({ route: 'POST /orders', key, body: POST_ORDERS.good });

    expect((await send('K-Case')).json.id).not.toBe((await send('k-case')).json.id);
  });
});
