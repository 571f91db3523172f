import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { newCharge } from '../../functions/charges/schema.ts';
import { parseIdempotencyKey } from '../../functions/idempotency/index.ts';
import { orderContent } from '../../functions/orders/schema.ts';
import acceptedCharges from '../charges/accepted.json';
import acceptedOrders from '../orders/accepted.json';
import { CHARGE, ORDER, startService } from '../rig/service.ts';
import { complaints, DOCUMENT } from './document.ts';

const chargeComplaints = (body: unknown) => complaints(body, 'components', 'schemas', 'NewCharge');
const orderComplaints = (body: unknown) => complaints(body, 'components', 'schemas', 'OrderContent');
const [line] = ORDER.items;
const texts = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`name-${at}`, 'x']));

describe('a request that is accepted', () => {
  it.each(acceptedCharges)('is a charge to the document: $why', ({ body }) => {
    expect(chargeComplaints(body)).toEqual([]);
  });

  it.each(acceptedOrders)('is an order to the document: $why', ({ body }) => {
    expect(orderComplaints(body)).toEqual([]);
  });
});

describe('a request that the document refuses', () => {
  it.each([
    ['an amount of nothing', { ...CHARGE, amount: 0 }],
    ['an amount with a fraction', { ...CHARGE, amount: 1.5 }],
    ['an amount that is too large', { ...CHARGE, amount: 100_000_000 }],
    ['a currency of four letters', { ...CHARGE, currency: 'EURO' }],
    ['no payment method', { amount: 1, currency: 'EUR' }],
    ['a card number for a payment method', { ...CHARGE, paymentMethod: '4242424242424242' }],
    ['a member that is not known', { ...CHARGE, orderID: 'ord_1' }],
    ['21 texts', { ...CHARGE, metadata: texts(21) }],
    ['a text that is none', { ...CHARGE, metadata: { cart: 7 } }],
    ['a description that is too long', { ...CHARGE, description: 'x'.repeat(501) }],
    ['an address without an @', { ...CHARGE, receiptEmail: 'ada' }],
  ])('is refused as a charge: %s', (_, body) => {
    expect([chargeComplaints(body).length > 0, z.safeParse(newCharge, body).success]).toEqual([true, false]);
  });

  it.each([
    ['no items', { ...ORDER, items: [] }],
    ['101 items', { ...ORDER, items: Array.from({ length: 101 }, () => line) }],
    ['a quantity of none', { ...ORDER, items: [{ ...line, quantity: 0 }] }],
    ['a price below nothing', { ...ORDER, items: [{ ...line, unitAmount: -1 }] }],
    ['no customer', { currency: 'EUR', items: ORDER.items }],
    ['a total of its own', { ...ORDER, total: 2500 }],
  ])('is refused as an order: %s', (_, body) => {
    expect([orderComplaints(body).length > 0, z.safeParse(orderContent, body).success]).toEqual([
      true,
      false,
    ]);
  });
});

describe('an idempotency key', () => {
  const fits = (header: string): boolean =>
    complaints(header, 'components', 'parameters', 'IdempotencyKey', 'schema').length === 0;
  const isAccepted = (header: string): boolean => parseIdempotencyKey(header).kind === 'key';
  /** What HTTP itself takes off before anybody sees it. */
  const isTrimmed = (header: string): boolean => !/^[ \t]|[ \t]$/.test(header);
  const character = fc.oneof(
    fc.constantFrom('"', '\\', ',', ' ', '\t', ';', 'a', '~', '!', 'é'),
    fc.string({ maxLength: 1 }),
  );
  const text = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));

  it('fits the document exactly when it is accepted', () => {
    const header = fc
      .oneof(
        text,
        text.map((inner) => `"${inner}"`),
      )
      .filter(isTrimmed);
    fc.assert(
      fc.property(header, (value) => expect([value, fits(value)]).toEqual([value, isAccepted(value)])),
      { numRuns: 5_000, seed: 1 },
    );
  });

  it.each([
    ['255 characters', 'k'.repeat(255), true],
    ['256 characters', 'k'.repeat(256), false],
    ['255 quoted characters, each escaped', `"${'\\"'.repeat(255)}"`, true],
    ['256 quoted characters, each escaped', `"${'\\"'.repeat(256)}"`, false],
    ['nothing', '', false],
  ])('of %s is the same to both', (_, header, accepted) => {
    expect([fits(header), isAccepted(header)]).toEqual([accepted, accepted]);
  });
});

describe('the limit of a list', () => {
  it('is what the document says', async () => {
    const { minimum, maximum, default: otherwise } = DOCUMENT.components.parameters.Limit.schema;
    const service = await startService();
    for (let created = 0; created <= otherwise; created += 1)
      await service.call({ route: 'POST /orders', key: `o-${created}`, body: ORDER });
    const listed = async (query: Record<string, string>) => {
      const { status, json } = await service.call({ route: 'GET /orders', query });
      return [status, json.data?.length];
    };

    expect(await listed({})).toEqual([200, otherwise]);
    expect(await listed({ limit: `${minimum}` })).toEqual([200, minimum]);
    expect(await listed({ limit: `${maximum}` })).toEqual([200, otherwise + 1]);
    expect(await listed({ limit: `${minimum - 1}` })).toEqual([400, undefined]);
    expect(await listed({ limit: `${maximum + 1}` })).toEqual([400, undefined]);
  });
});
