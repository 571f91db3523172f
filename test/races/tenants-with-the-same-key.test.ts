import { describe, expect, it } from '@jest/globals';
import { HOMES } from '../rig/probe.ts';
import { bytesOf, expectReplay } from '../rig/replies.ts';
import { order, startService } from '../rig/service.ts';

describe.each(HOMES)('two tenants with the same key, in %s', (_, start) => {
  it('have an effect and a reply each', async () => {
    const { call, service } = await start();
    const [acme, globex] = await Promise.all([
      call({ key: 'k', tenant: 'acme', amount: 100 }),
      call({ key: 'k', tenant: 'globex', amount: 200 }),
    ]);

    expect([acme.status, globex.status]).toEqual([201, 201]);
    expect([acme.json.amount, globex.json.amount]).toEqual([100, 200]);
    expect(globex.json.id).not.toBe(acme.json.id);
    expect(service.processor.effects()).toBe(2);
    expectReplay(await call({ key: 'k', tenant: 'acme', amount: 100 }), acme);
    expectReplay(await call({ key: 'k', tenant: 'globex', amount: 200 }), globex);
  });

  it('cannot be made to share one by names that run into each other', async () => {
    const { call } = await start();
    const one = await call({ key: 'k', tenant: 'acme' });
    const two = await call({ key: 'mek', tenant: 'ac' });
    expect(bytesOf(two)).not.toEqual(bytesOf(one));
  });
});

describe('two tenants with the same key for an order', () => {
  it('have an order each', async () => {
    const { call } = await startService();
    const acme = await call(order('k'));
    const globex = await call({ ...order('k'), tenant: 'globex' });
    expect([acme.status, globex.status]).toEqual([201, 201]);
    expect(globex.headers['idempotent-replayed']).toBeUndefined();
    expect(globex.json.id).not.toBe(acme.json.id);
  });
});
