import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../rig/service.ts';
import { everyWriting, type Writing, withMetadata } from './refusing.ts';

let service: Service;
let writings: readonly Writing[];

beforeAll(async () => {
  service = await startService();
  writings = await everyWriting(service);
});

const acceptedEverywhere = async (
  key: string,
  toRequest: (good: object) => Pick<Parameters<Service['call']>[0], 'body' | 'bytes' | 'headers'>,
  everywhere = writings,
): Promise<void> => {
  for (const { route, path, good, goodStatus } of everywhere) {
    const reply = await service.call({ route, key, ...(path ? { path } : {}), ...toRequest(good) });

    expect(reply.status).toBe(goodStatus);
  }
};

describe('a good body', () => {
  it('may have 64 KiB', async () => {
    await acceptedEverywhere('k-64', (good) => ({ body: JSON.stringify(good).padEnd(64 * 1024) }));
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset="UTF-8"'])(
    'may be called %s',
    async (type) => {
      const key = `k-${type.replace(/[^a-z8]/gi, '-')}`;
      await acceptedEverywhere(key, (body) => ({ body, headers: { 'content-type': type } }));
    },
  );

  it('is the same request when API Gateway encodes it, with other white space and in another order', async () => {
    for (const { route, path, good, goodStatus } of writings) {
      const request = { route, key: 'k-same', ...(path ? { path } : {}) };
      const reversed = Object.fromEntries(Object.entries(good).reverse());
      const first = await service.call({ ...request, body: good });

      for (const same of [
        { bytes: Buffer.from(JSON.stringify(good)) },
        { body: JSON.stringify(good, null, 2) },
        { body: reversed },
      ]) {
        const again = await service.call({ ...request, ...same });
        expect([first.status, again.status, again.text]).toEqual([goodStatus, goodStatus, first.text]);
      }
    }
  });

  it('may hold every character that Unicode has', async () => {
    const text = '\u0000 \u001f " \\ / é € 😀 \u2028 \ufeff \uffff';
    const toRequest = (good: object) => ({ body: { ...good, metadata: { text } } });
    await acceptedEverywhere('k-unicode', toRequest, withMetadata(writings));

    const { json } = await service.call({ route: 'GET /orders', query: { idempotencyKey: 'k-unicode' } });
    expect(json.metadata).toEqual({ text });
  });
});
