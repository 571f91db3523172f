import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { LEASE_MS } from '../rig/service.ts';

describe.each(HOMES)('a handler that throws after the effect, in %s', (_, start) => {
  let probe: Probe;

  beforeEach(async () => {
    probe = await start();
    probe.service.processor.onNextCharge((_payment, pay) => {
      pay();
      throw new Error('after the effect');
    });
  });

  it('moves the money once, however soon the client asks again', async () => {
    const first = await probe.call({ key: 'k' });
    expect([first.status, first.json.code, first.json.retry]).toEqual([500, 'internal-error', 'same-key']);

    expectAskAgain(await probe.call({ key: 'k' }), 409, 'request-in-progress');
    probe.service.world.pass(LEASE_MS);
    const third = await probe.call({ key: 'k' });

    expect(third.status).toBe(201);
    expect(probe.service.processor.effects()).toBe(1);
    expectReplay(await probe.call({ key: 'k' }), third);
  });

  it('keeps the claim', async () => {
    await probe.call({ key: 'k' });
    expect((await probe.stored('k')).record).toMatchObject({ state: 'in-progress', attempt: 1 });
  });

  it('says nothing of the error to the client and all of it to us', async () => {
    const reply = await probe.call({ key: 'k' });
    expect(reply.text).not.toContain('after the effect');
    expect(probe.service.telemetry.failures).toEqual([new Error('after the effect')]);
  });
});
