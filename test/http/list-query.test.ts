import { beforeAll, describe, expect, it } from '@jest/globals';
import { order, type Service, startService } from '../rig/service.ts';
import { expectProblem } from './problem-contract.ts';

let service: Service;

const list = (query: Record<string, string> = {}, tenant = 'acme') =>
  service.call({ route: 'GET /orders', query, tenant });

const idsOf = (page: { readonly json: { data: { id: string }[] } }): string[] =>
  page.json.data.map(({ id }) => id);

beforeAll(async () => {
  service = await startService();
  for (const tenant of ['acme', 'globex', 'globex', 'acme']) {
    service.world.pass(1_000);
    await service.call({ ...order(`k-${service.world.clock()}`), tenant });
  }
});

describe('limit', () => {
  it.each(['0', '101', '-1', '1.5', 'x', '', ' 5 ', '0x10', '1e1', '20,20', 'NaN', '٣'])(
    '%j is refused, and 1 to 100 asked for',
    async (limit) => {
      const reply = await list({ limit });

      expectProblem(reply, 'validation-failed');
      expect(reply.json.errors).toEqual([{ pointer: '/limit', detail: expect.stringContaining('1 to 100') }]);
    },
  );
});

describe('a cursor', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64url');

  it("of another tenant's list leads to none of theirs", async () => {
    const theirs = new Set(idsOf(await list({}, 'globex')));
    const { json } = await list({ limit: '1' }, 'globex');
    const reply = await list({ cursor: json.nextCursor, limit: '100' });

    expect(theirs.size).toBeGreaterThan(0);
    expect(reply.status).toBe(200);
    expect(idsOf(reply).filter((id) => theirs.has(id))).toEqual([]);
  });

  it('that is forged leads to none of another tenant', async () => {
    const theirs = new Set(idsOf(await list({}, 'globex')));
    const [id = ''] = theirs;
    for (const text of [
      `9999-12-31T23:59:59.999Z#${id}`,
      `0000-01-01T00:00:00.000Z#${id}`,
      `2026-01-01T00:00:01.000Z#globex#${id}`,
      `globex#${id}`,
      JSON.stringify({
        pk: `6:globex#${id}`,
        tenant: 'globex',
        createdAtId: `9999-12-31T23:59:59.999Z#${id}`,
      }),
    ]) {
      const reply = await list({ cursor: encode(text), limit: '100' });
      if (reply.status === 200) expect(idsOf(reply).filter((other) => theirs.has(other))).toEqual([]);
      else expectProblem(reply, 'validation-failed');
    }
  });

  it.each(['', 'x', '%%%', encode('x'), encode('2026-01-01T00:00:00.000Z#'), 'A'.repeat(4_000), '\u0000'])(
    'that is none (%j) is refused',
    async (cursor) => {
      const reply = await list({ cursor });

      expectProblem(reply, 'validation-failed');
      expect(reply.json.errors[0].pointer).toBe('/cursor');
    },
  );
});

describe('a query parameter that nobody knows', () => {
  it.each([{ idempotency_key: 'k-1' }, { idempotencykey: 'k-1' }, { Limit: '5' }, { page: '2', limit: '5' }])(
    'is refused: %j, since its list would be taken for an answer',
    async (query) => {
      for (const route of ['GET /charges', 'GET /orders'])
        expectProblem(await service.call({ route, query }), 'validation-failed');
    },
  );

  it.each([
    { idempotencyKey: 'k-1', limit: '5' },
    { idempotencyKey: 'k-1', cursor: 'x' },
  ])('is one that contradicts another: %j', async (query) => {
    expectProblem(await service.call({ route: 'GET /orders', query }), 'validation-failed');
  });
});
