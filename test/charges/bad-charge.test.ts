import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectKeyUnused, expectRefused, POST_CHARGES } from '../http/refusing.ts';
import { CHARGE, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

/** The body with one member changed; `undefined` leaves it out, and a text is put in as it is. */
const written = (name: string, json: string | undefined): string => {
  const members = Object.entries({ ...CHARGE, [name]: undefined })
    .filter(([, value]) => value !== undefined)
    .map(([member, value]) => `"${member}": ${JSON.stringify(value)}`);
  return `{${[...members, ...(json === undefined ? [] : [`"${name}": ${json}`])].join(', ')}}`;
};

const entries = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`name-${at}`, 'x'])));
const text = (length: number): string => JSON.stringify('x'.repeat(length));

const AMOUNTS = [
  '0',
  '-1',
  '1.5',
  '"5"',
  '1e21',
  '9007199254740992',
  '100000000',
  'null',
  'true',
  '[]',
  '{}',
];
const CURRENCIES = [
  '"XXX"',
  '"EURO"',
  '"EU"',
  '""',
  '" EUR"',
  '"EUR\\n"',
  '"MGA"',
  '"u\\u017fd"',
  '978',
  'null',
];
const TOKENS = [
  '""',
  '"visa"',
  '"pm_"',
  '"pm_card visa"',
  '"pm_card_visa\\n"',
  '"PM_card"',
  `${text(260)}`,
  'null',
];

const BAD: readonly (readonly [pointer: string, name: string, json: string | undefined])[] = [
  ...[...AMOUNTS, undefined].map((json) => ['/amount', 'amount', json] as const),
  ...[...CURRENCIES, undefined].map((json) => ['/currency', 'currency', json] as const),
  ...[...TOKENS, undefined].map((json) => ['/paymentMethod', 'paymentMethod', json] as const),
  ...['""', text(129), '7'].map((json) => ['/orderId', 'orderId', json] as const),
  ...['""', '"ada"', '"ada@"', '"ada@example"', '"a b@example.com"', '7', text(255)].map(
    (json) => ['/receiptEmail', 'receiptEmail', json] as const,
  ),
  ...['""', text(501), '7', '{}'].map((json) => ['/description', 'description', json] as const),
  ...['"x"', '[]', '7', entries(21)].map((json) => ['/metadata', 'metadata', json] as const),
  ...['{"a": 1}', '{"a": null}', '{"a": {"b": "c"}}', `{"a": ${text(501)}}`].map(
    (json) => ['/metadata/a', 'metadata', json] as const,
  ),
  ['/metadata/', 'metadata', '{"": "x"}'],
  [`/metadata/${'n'.repeat(41)}`, 'metadata', `{"${'n'.repeat(41)}": "x"}`],
  ['/metadata/a~1~0b', 'metadata', '{"a/~b": 1}'],
];

describe('a charge', () => {
  it.each(BAD)('is refused, pointing to %s, when %s is %s', async (pointer, name, json) => {
    const reply = await expectRefused(
      service,
      POST_CHARGES,
      { body: written(name, json) },
      'validation-failed',
    );

    expect(new Set(reply.json.errors.map((error: { pointer: string }) => error.pointer))).toEqual(
      new Set([pointer]),
    );
  });

  it.each(['amout', 'id', 'status', 'constructor', 'toString', 'order_id', ''])(
    'is refused when it has the unknown member "%s"',
    async (name) => {
      await expectRefused(service, POST_CHARGES, { body: { ...CHARGE, [name]: 'x' } }, 'validation-failed');
    },
  );

  it('is told everything that is wrong with it at once', async () => {
    const body = { amount: 0, currency: 'XXX', paymentMethod: 'visa' };
    const { json } = await expectRefused(service, POST_CHARGES, { body }, 'validation-failed');

    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/amount',
      '/currency',
      '/paymentMethod',
    ]);
  });

  it('is accepted in the end, under the key of all these refusals', () =>
    expectKeyUnused(service, POST_CHARGES));
});
