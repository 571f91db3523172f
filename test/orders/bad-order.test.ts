import { beforeAll, describe, expect, it } from '@jest/globals';
import { everyWriting, expectKeyUnused, expectRefused, POST_ORDERS, type Writing } from '../http/refusing.ts';
import { ORDER, type Service, startService } from '../rig/service.ts';

let service: Service;
let writings: readonly Writing[];

beforeAll(async () => {
  service = await startService();
  const all = await everyWriting(service);
  writings = all.filter(({ route }) => route.includes('/orders'));
});

const ITEM = { sku: 'mug', quantity: 1, unitAmount: 100 };
const items = (over: object, times = 1): object[] =>
  Array.from({ length: times }, () => ({ ...ITEM, ...over }));

const BAD: readonly (readonly [pointer: string, what: string, members: object])[] = [
  ['/currency', 'an unknown currency', { currency: 'XXX' }],
  ['/currency', 'no currency', { currency: undefined }],
  ['/items', 'no items', { items: undefined }],
  ['/items', 'null for items', { items: null }],
  ['/items', 'an object for items', { items: { 0: ITEM } }],
  ['/items', '0 items', { items: [] }],
  ['/items', '101 items', { items: items({}, 101) }],
  ['/items', 'a total of 0', { items: items({ unitAmount: 0 }) }],
  ['/items', 'a total beyond the maximum', { items: items({ unitAmount: 99_999_999, quantity: 2 }) }],
  [
    '/items',
    'a total beyond the maximum by one',
    { items: [...items({ unitAmount: 99_999_999 }), ...items({ unitAmount: 1 })] },
  ],
  [
    '/items',
    'a total beyond what a double counts',
    { items: items({ unitAmount: 99_999_999, quantity: 9_999 }, 100) },
  ],
  ['/items/0', 'null for an item', { items: [null] }],
  ['/items/0', 'an unknown member in an item', { items: items({ price: 1 }) }],
  ['/items/0', '"constructor" in an item', { items: items({ constructor: 1 }) }],
  ['/items/0/sku', 'an empty sku', { items: items({ sku: '' }) }],
  ['/items/0/sku', 'a sku of 101 characters', { items: items({ sku: 'x'.repeat(101) }) }],
  ['/items/0/quantity', 'a quantity of 0', { items: items({ quantity: 0 }) }],
  ['/items/0/quantity', 'a quantity of 10 000', { items: items({ quantity: 10_000 }) }],
  ['/items/0/quantity', 'a quantity of -1', { items: items({ quantity: -1 }) }],
  ['/items/0/quantity', 'half a quantity', { items: items({ quantity: 0.5 }) }],
  ['/items/0/quantity', 'a quantity in quotes', { items: items({ quantity: '1' }) }],
  ['/items/0/unitAmount', 'a negative amount', { items: items({ unitAmount: -1 }) }],
  ['/items/0/unitAmount', 'half a cent', { items: items({ unitAmount: 0.5 }) }],
  ['/items/0/unitAmount', '2^53', { items: items({ unitAmount: 2 ** 53 }) }],
  ['/items/0/unitAmount', '1e21', { items: items({ unitAmount: 1e21 }) }],
  ['/items/0/unitAmount', 'no amount', { items: items({ unitAmount: undefined }) }],
  ['/customer', 'no customer', { customer: undefined }],
  ['/customer', 'null for a customer', { customer: null }],
  ['/customer', 'an unknown member in the customer', { customer: { ...ORDER.customer, name: 'Ada' } }],
  ['/customer/email', 'a customer without an address', { customer: {} }],
  ['/customer/email', 'no email address', { customer: { email: 'ada' } }],
  [
    '/metadata',
    '21 metadata',
    { metadata: Object.fromEntries(items({}, 21).map((_, at) => [`n${at}`, ''])) },
  ],
  ['/metadata/a', 'a number in metadata', { metadata: { a: 1 } }],
  ['/metadata/a', 'metadata of 501 characters', { metadata: { a: 'x'.repeat(501) } }],
];

describe('an order', () => {
  it.each(BAD)('is refused, pointing to %s, with %s', async (pointer, _, members) => {
    for (const writing of writings) {
      const bad = { body: { ...ORDER, ...members } };
      const { json } = await expectRefused(service, writing, bad, 'validation-failed');

      expect(json.errors[0]).toEqual({ pointer, detail: expect.stringMatching(/\S/) });
    }
  });

  it.each(['id', 'total', 'status', 'constructor', 'toString', '__proto_'])(
    'is refused with the unknown member "%s"',
    async (name) => {
      for (const writing of writings)
        await expectRefused(service, writing, { body: { ...ORDER, [name]: 1 } }, 'validation-failed');
    },
  );

  it('is told of no more than twenty mistakes', async () => {
    const bad = { body: { ...ORDER, items: items({ quantity: 0 }, 100) } };
    const { json } = await expectRefused(service, POST_ORDERS, bad, 'validation-failed');

    expect(json.errors).toHaveLength(20);
    expect(json.detail).toMatch(/has 10\d errors/);
  });

  it('is accepted in the end, under the key of all these refusals', async () => {
    for (const writing of writings) await expectKeyUnused(service, writing);
  });
});
