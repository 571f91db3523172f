import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTemplate } from '../../local/template/read-template.ts';
import { type Service, startService } from '../rig/service.ts';
import type { Code } from './problem-contract.ts';
import { everyWriting, expectKeyUnused, expectRefused, type Writing } from './refusing.ts';

let service: Service;
let writings: readonly Writing[];

beforeAll(async () => {
  service = await startService();
  writings = await everyWriting(service);
});

const KIB = 1024;
const deep = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times);

const MALFORMED: readonly (readonly [what: string, body: string])[] = [
  ['nothing', ''],
  ['white space', ' \n\t '],
  ['no JSON', 'amount=4999'],
  ['half of a JSON text', '{"amount": 4999'],
  ['two JSON texts', '{}{}'],
  ['a comment', '{/* yes */}'],
  ['a trailing comma', '{"amount": 4999,}'],
  ['single quotes', "{'amount': 4999}"],
  ['NaN', '{"amount": NaN}'],
  ['a leading zero', '{"amount": 05}'],
  ['a line break in a string', '{"description": "a\nb"}'],
  ['a member twice', '{"amount": 1, "amount": 4999}'],
  ['a member twice, once escaped', '{"amount": 1, "\\u0061mount": 4999}'],
  ['a member twice, deeper down', '{"metadata": {"a": "1", "a": "2"}}'],
  ['a member twice, deeper down and escaped', '{"items": [{"sku": "1", "\\u0073ku": "2"}]}'],
  ['__proto__', '{"__proto__": {"amount": 1}}'],
  ['__proto__ deeper down', '{"metadata": {"__proto__": "1"}}'],
  ['__proto__ in escapes', '{"\\u005f_proto__": 1}'],
  ['half of a surrogate pair', '{"description": "\\ud83d"}'],
  ['the other half', '{"description": "\\ude00 and on"}'],
  ['half of a surrogate pair in a name', '{"metadata": {"\\ud83d": "1"}}'],
  ['5 000 nested arrays', deep('[', ']', 5_000)],
  ['5 000 nested objects', `${deep('{"a":', '', 5_000)}1${'}'.repeat(5_000)}`],
  ['30 000 arrays that never end', '['.repeat(30_000)],
];

const NO_OBJECT: readonly (readonly [what: string, body: string])[] = [
  ['null', 'null'],
  ['an empty array', '[]'],
  ['an array of objects', '[{}]'],
  ['a string', '"charge"'],
  ['a number', '4999'],
  ['true', 'true'],
];

/** Every call that has a body refuses it and stores nothing. */
const refusedEverywhere = async (bad: Parameters<typeof expectRefused>[2], code: Code): Promise<void> => {
  for (const writing of writings) await expectRefused(service, writing, bad, code);
};

describe('a body', () => {
  it.each(MALFORMED)('that is %s is malformed, on every call', async (_, body) => {
    await refusedEverywhere({ body }, 'malformed-json');
  });

  it.each(NO_OBJECT)('that is %s is not valid, on every call', async (_, body) => {
    await refusedEverywhere({ body }, 'validation-failed');
  });

  it.each([
    ['a byte that no UTF-8 has', [0x7b, 0xff, 0x7d]],
    ['a character cut in half', [0x22, 0xe2, 0x82, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
  ])('with %s is malformed, on every call', async (_, bytes) => {
    await refusedEverywhere({ bytes: Uint8Array.from(bytes) }, 'malformed-json');
  });

  it('of 64 KiB and one byte is too large, however it is encoded', async () => {
    const text = `{${' '.repeat(64 * KIB - 1)}}`;

    await refusedEverywhere({ body: text }, 'body-too-large');
    await refusedEverywhere({ bytes: Buffer.from(text) }, 'body-too-large');
    await refusedEverywhere({ body: `"${'€'.repeat(22_000)}"` }, 'body-too-large');
  });
});

describe('a content type', () => {
  it.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'application/json; charset=iso-8859-1',
    'application/json, text/plain',
  ])('"%s" is not supported, on any call', async (type) => {
    await refusedEverywhere({ body: '{}', headers: { 'content-type': type } }, 'unsupported-media-type');
  });
});

describe('after all these refusals', () => {
  it('every call accepts a good body under the same key', async () => {
    for (const writing of writings) await expectKeyUnused(service, writing);
  });
});

describe('these calls', () => {
  it('are all that have a body', () => {
    const withBody = readTemplate(process.env.CDK_OUT ?? '')
      .routes.map(({ key }) => key)
      .filter((key) => /^(POST|PUT|PATCH) /.test(key))
      // Stripe's own, whose body is signed and not validated.
      .filter((key) => key !== 'POST /webhooks/stripe');

    expect(writings.map(({ route }) => route).sort()).toEqual(withBody.sort());
  });
});
