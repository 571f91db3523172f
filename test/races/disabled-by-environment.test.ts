import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES } from '../rig/probe.ts';
import { expectReplay } from '../rig/replies.ts';
import { order, startService } from '../rig/service.ts';

beforeEach(() => {
  process.env.POWERTOOLS_IDEMPOTENCY_DISABLED = 'true';
});

afterEach(() => {
  delete process.env.POWERTOOLS_IDEMPOTENCY_DISABLED;
});

describe('POWERTOOLS_IDEMPOTENCY_DISABLED=true', () => {
  it.each(HOMES)('disables nothing in %s', async (_, start) => {
    const { call, service } = await start();
    const first = await call({ key: 'k' });

    expect(first.status).toBe(201);
    expectReplay(await call({ key: 'k' }), first);
    expect(service.processor.calls.charge).toHaveLength(1);
  });

  it('disables nothing for an order', async () => {
    const { call } = await startService();
    const first = await call(order('k'));

    expect(first.status).toBe(201);
    expectReplay(await call(order('k')), first);
  });
});
