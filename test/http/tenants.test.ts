import { beforeAll, describe, expect, it } from '@jest/globals';
import { CHARGE, charge, ORDER, order, type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { expectProblem } from './problem-contract.ts';

let service: Service;
let orderId: string;
let chargeId: string;

const PAYING = { ...CHARGE, amount: 2500 };

beforeAll(async () => {
  service = await startService();
  orderId = (await service.call(order('o-1'))).json.id;
  chargeId = (await service.call(charge('c-1'))).json.id;
});

describe("another tenant's key", () => {
  it('is a key of its own: its charge happens', async () => {
    const effects = service.processor.effects();
    const theirs = await service.call({ ...charge('c-1', { ...CHARGE, amount: 1 }), tenant: 'globex' });

    expect([theirs.status, theirs.json.amount, theirs.headers['idempotent-replayed']]).toEqual([
      201,
      1,
      undefined,
    ]);
    expect(theirs.json.id).not.toBe(chargeId);
    expect(service.processor.effects()).toBe(effects + 1);
    expect(new Set(service.processor.ledger.map(({ downstreamKey }) => downstreamKey)).size).toBe(
      effects + 1,
    );
  });

  it('is a key of its own: its order is placed', async () => {
    const theirs = await service.call({ ...order('o-1'), tenant: 'globex' });

    expect(theirs.status).toBe(201);
    expect(theirs.json.id).not.toBe(orderId);
  });

  it('leads to nothing', async () => {
    for (const route of ['GET /charges', 'GET /orders'])
      for (const idempotencyKey of ['c-1', 'o-1'])
        expectProblem(
          await service.call({ route, tenant: 'initech', query: { idempotencyKey } }),
          'not-found',
        );
  });
});

describe("another tenant's resource", () => {
  /** Every call that names one, as somebody else: 404, and nothing anywhere is any different. */
  const expectHidden = async (tenant: string, toId: (id: string) => string): Promise<void> => {
    const before = await storedItems(service);
    const effects = service.processor.calls.charge.length;
    const anOrder = { tenant, path: { id: toId(orderId) } };
    const hidden = [
      { route: 'GET /orders/{id}', ...anOrder },
      { route: 'PUT /orders/{id}', ...anOrder, body: ORDER },
      { route: 'PUT /orders/{id}', ...anOrder, body: ORDER, headers: { 'if-match': '*' } },
      { route: 'DELETE /orders/{id}', ...anOrder },
      { route: 'GET /charges/{id}', tenant, path: { id: toId(chargeId) } },
      { ...charge('c-2', { ...PAYING, orderId: toId(orderId) }), tenant },
    ];

    for (const request of hidden) expectProblem(await service.call(request), 'not-found');
    expect(await storedItems(service)).toEqual(before);
    expect(service.processor.calls.charge.length).toBe(effects);
  };

  it('does not exist', () => expectHidden('globex', (id) => id));

  it.each([
    ['ac', 'me#'],
    ['', 'acme#'],
    ['a', 'cme#'],
    ['4:acme', ''],
    ['acme#', ''],
  ])('does not exist for the tenant "%s" under "%s" and its id', async (name, prefix) => {
    await expectHidden(name === '' ? '#' : name, (id) => `${prefix}${id}`);
  });

  it("does not exist for a tenant whose name is the start of another's with a #", async () => {
    const theirs = await service.call({ ...order('o-1'), tenant: 'acme#eu' });
    const id = `eu#${theirs.json.id}`;

    expectProblem(await service.call({ route: 'GET /orders/{id}', path: { id } }), 'not-found');
    expectProblem(await service.call({ route: 'DELETE /orders/{id}', path: { id } }), 'not-found');
    expectProblem(await service.call(charge('c-3', { ...PAYING, orderId: id })), 'not-found');
  });

  it('uses up no key: the same charge of an own order happens', async () => {
    const own = await service.call({ ...order('own'), tenant: 'globex' });
    const first = await service.call({ ...charge('c-4', { ...PAYING, orderId }), tenant: 'globex' });
    const second = await service.call({
      ...charge('c-4', { ...PAYING, orderId: own.json.id }),
      tenant: 'globex',
    });

    expectProblem(first, 'not-found');
    expect(second.status).toBe(201);
  });
});

describe('an id that nobody has', () => {
  it.each([
    '',
    ' ',
    '#',
    '..',
    'ord_',
    `ord_${'0'.repeat(52)}`,
    `ch_${'0'.repeat(52)}`,
    'x'.repeat(4_000),
    '€'.repeat(4_000),
    '\u0000',
  ])('is not found: %j', async (id) => {
    for (const route of ['GET /orders/{id}', 'DELETE /orders/{id}', 'GET /charges/{id}'])
      expectProblem(await service.call({ route, path: { id } }), 'not-found');
    expectProblem(await service.call({ route: 'PUT /orders/{id}', path: { id }, body: ORDER }), 'not-found');
    expect(service.telemetry.failures).toEqual([]);
  });

  it('is not found when it names a resource of another kind', async () => {
    expectProblem(await service.call({ route: 'GET /orders/{id}', path: { id: chargeId } }), 'not-found');
    expectProblem(await service.call({ route: 'GET /charges/{id}', path: { id: orderId } }), 'not-found');
  });
});
