import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectKeyUnused, expectRefused, POST_CHARGES, POST_ORDERS } from '../http/refusing.ts';
import { CHARGE, ORDER, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

const CARDS = ['4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242', 'pm_4242424242424242'];

const said = (reply: { readonly text: string; readonly headers: object }): string =>
  JSON.stringify([reply.text, reply.headers, service.telemetry.requests, service.telemetry.incidents]);

describe.each(CARDS)('a card number, sent as %s', (card) => {
  it.each([
    ['payment method', { ...CHARGE, paymentMethod: card }, '/paymentMethod'],
    ['description', { ...CHARGE, description: `card ${card} 12/27` }, '/description'],
    ['value of metadata', { ...CHARGE, metadata: { card } }, '/metadata/card'],
    ['name in metadata', { ...CHARGE, metadata: { [card]: 'x' } }, '/metadata'],
  ])('is refused as a %s, and neither stored, repeated nor logged', async (_, body, pointer) => {
    const reply = await expectRefused(service, POST_CHARGES, { body }, 'validation-failed');

    expect(reply.json.errors[0].pointer).toBe(pointer);
    expect(said(reply)).not.toMatch(/4242/);
  });

  it('is refused in an order, and neither stored, repeated nor logged', async () => {
    for (const body of [
      { ...ORDER, items: [{ sku: card, quantity: 1, unitAmount: 1 }] },
      { ...ORDER, metadata: { card } },
    ])
      expect(said(await expectRefused(service, POST_ORDERS, { body }, 'validation-failed'))).not.toMatch(
        /4242/,
      );
  });

  it('is not repeated when it is sent where nobody expects it', async () => {
    for (const body of [
      { ...CHARGE, [card]: 1 },
      { ...CHARGE, amount: card },
      { ...CHARGE, metadata: { [card]: 1 } },
      `{"${card}": 1, "${card}": 2}`,
      `{"card": ${card}`,
    ]) {
      const reply = await service.call({ route: 'POST /charges', key: 'k-card', body });

      expect(reply.status).toBe(400);
      expect(said(reply)).not.toMatch(/4242/);
    }
  });
});

describe('the key of all these refusals', () => {
  it('is as good as new', async () => {
    await expectKeyUnused(service, POST_CHARGES);
    await expectKeyUnused(service, POST_ORDERS);
  });
});
