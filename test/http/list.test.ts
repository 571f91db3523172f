import { beforeAll, describe, expect, it } from '@jest/globals';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';

let service: Service;
/** Newest first. */
const placed: string[] = [];

const COUNT = 23;

const placeOne = async (tenant = 'acme'): Promise<string> => {
  service.world.pass(1_000);
  const { json } = await service.call({ ...order(`k-${service.world.clock()}`), tenant });
  return json.id;
};

const list = (query: Record<string, string> = {}, tenant = 'acme') =>
  service.call({ route: 'GET /orders', query, tenant });

const idsOf = (page: { readonly json: { data: { id: string }[] } }): string[] =>
  page.json.data.map(({ id }) => id);

/** Follows the cursors from the first page to the last; `between` runs after each page. */
const walk = async (limit: number, between: () => Promise<unknown> = async () => {}): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: String(limit), ...(cursor === undefined ? {} : { cursor }) });
    expect([page.status, Object.keys(page.json)]).toEqual([200, ['data', 'nextCursor']]);
    pages.push(idsOf(page));
    cursor = page.json.nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return pages;
};

beforeAll(async () => {
  service = await startService();
  for (let count = 0; count < COUNT; count += 1) {
    placed.unshift(await placeOne());
    if (count % 5 === 0) await placeOne('globex');
  }
});

describe('a list', () => {
  it('is newest first, twenty at a time, and whole', async () => {
    expect(await walk(20)).toEqual([placed.slice(0, 20), placed.slice(20)]);
    expect(idsOf(await list())).toEqual(placed.slice(0, 20));
  });

  it.each([1, 2, 7, 22, 23, 24, 100])('has no gap and no repetition in pages of %s', async (limit) => {
    const pages = await walk(limit);

    expect(pages.flat()).toEqual(placed);
    expect(pages).toHaveLength(Math.ceil(COUNT / limit));
  });

  it('holds the resources as they are read', async () => {
    const page = await list({ limit: '3' });
    for (const resource of page.json.data) {
      const read = await service.call({ route: 'GET /orders/{id}', path: { id: resource.id } });
      expect(resource).toEqual(read.json);
    }
  });

  it('is empty for a tenant that has nothing', async () => {
    const empty = await list({}, 'initech');

    expect([empty.status, empty.json]).toEqual([200, { data: [], nextCursor: null }]);
  });

  it('of charges shows every one, whatever became of it', async () => {
    await service.call(charge('c-1'));
    service.world.pass(1_000);
    await service.call(charge('c-2', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' }));
    service.world.pass(1_000);
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await service.call(charge('c-3'));

    const { json } = await service.call({ route: 'GET /charges' });
    expect(json.data.map(({ status }: { status: string }) => status)).toEqual([
      'processing',
      'failed',
      'succeeded',
    ]);
  });

  it('does not shift when something new comes between two pages', async () => {
    const before = [...placed];
    const pages = await walk(5, async () => placed.unshift(await placeOne()));

    expect(pages.flat()).toEqual(before);
  });

  it('does not shift when something changes between two pages', async () => {
    const before = [...placed];
    const pages = await walk(5, async () => {
      service.world.pass(1_000);
      await service.call({ route: 'DELETE /orders/{id}', path: { id: before.at(-1) ?? '' } });
    });

    expect(pages.flat()).toEqual(before);
  });
});
