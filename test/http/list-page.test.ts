import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ORDER, order, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

interface Batch {
  readonly Responses?: Record<string, unknown[]>;
}

/** The engine as it is, but a batch comes back with at most `count` items, as when DynamoDB is busy. */
const leavingUnread = (engine: DynamoDBDocumentClient, count: number): DynamoDBDocumentClient => {
  const send = async (command: Parameters<typeof engine.send>[0]): Promise<unknown> => {
    const answer = (await engine.send(command)) as Batch;
    if (answer.Responses === undefined) return answer;
    const responses = Object.entries(answer.Responses).map(([table, items]) => [
      table,
      items.slice(0, count),
    ]);
    return { ...answer, Responses: Object.fromEntries(responses) };
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

describe('a page of a list', () => {
  const walk = async (call: Service['call'], tenant: string, limit: string) => {
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: Record<string, string> = cursor === '' ? { limit } : { limit, cursor };
      const page = await call({ route: 'GET /orders', tenant, query });
      expect(page.status).toBe(200);
      expect(Buffer.byteLength(page.text)).toBeLessThan(6 * 1024 * 1024);
      pages.push(page.json.data.map(({ id }: { id: string }) => id));
      cursor = page.json.nextCursor;
    }
    return pages;
  };

  it('ends early when it would be larger than a function can answer, and the next goes on from there', async () => {
    const items = Array.from({ length: 100 }, (_, place) => ({
      sku: `${'€'.repeat(90)}-${place}`,
      quantity: 1,
      unitAmount: 1,
    }));
    const metadata = Object.fromEntries(
      Array.from({ length: 20 }, (_, place) => [`name-${place}`, '€'.repeat(480)]),
    );
    const placed: string[] = [];
    for (let count = 0; count < 80; count += 1) {
      service.world.pass(1);
      const request = order(`large-${count}`, { ...ORDER, items, metadata });
      placed.unshift((await service.call({ ...request, tenant: 'large' })).json.id);
    }
    const pages = await walk(service.call, 'large', '100');

    expect(pages.flat()).toEqual(placed);
    expect(pages.length).toBe(2);
  });

  it('ends before the first item that DynamoDB left unread, without a gap', async () => {
    const placed: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      service.world.pass(1);
      placed.unshift((await service.call({ ...order(`some-${count}`), tenant: 'some' })).json.id);
    }
    const call = service.instance({ documentClient: leavingUnread(service.engine, 4) });
    const pages = await walk(call, 'some', '5');

    expect(pages.flat()).toEqual(placed);
  });

  it('is a 503 to be repeated when nothing was read', async () => {
    await service.call({ ...order('one'), tenant: 'one' });
    const call = service.instance({ documentClient: leavingUnread(service.engine, 0) });
    const reply = await call({ route: 'GET /orders', tenant: 'one' });

    expect([reply.status, reply.json.code]).toEqual([503, 'unavailable']);
  });
});
