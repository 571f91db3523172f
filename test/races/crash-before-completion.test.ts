import { beforeEach, describe, expect, it } from '@jest/globals';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { LEASE_MS } from '../rig/service.ts';

describe.each(HOMES)('a crash between the claim and the completion, in %s', (_, start) => {
  let probe: Probe;

  /** The first attempt dies at the processor. */
  const crash = async (when: 'before' | 'after'): Promise<void> => {
    const charge = pauseNextCharge(probe.service.processor);
    void probe.call({ key: 'k' });
    await charge.reached;
    if (when === 'after') charge.pay();
  };

  beforeEach(async () => {
    probe = await start();
  });

  it.each(['before', 'after'] as const)(
    'moves the money once when it came %s the effect and the client asks again after the lease',
    async (when) => {
      await crash(when);
      probe.service.world.pass(LEASE_MS);
      const second = await probe.call({ key: 'k' });

      expect(second.status).toBe(201);
      expect(probe.service.processor.effects()).toBe(1);
      expectReplay(await probe.call({ key: 'k' }), second);
    },
  );

  it('lets every attempt use one payment at the processor', async () => {
    await crash('after');
    probe.service.world.pass(LEASE_MS);
    await probe.call({ key: 'k' });

    const [first, second] = probe.service.processor.calls.charge;
    expect(second).toEqual(first);
    expect(first?.downstreamKey).toMatch(/./);
  });

  it('keeps the claim to the last millisecond of the lease', async () => {
    await crash('after');
    expectAskAgain(await probe.call({ key: 'k' }), 409, 'request-in-progress');
    probe.service.world.pass(LEASE_MS - 1);
    expectAskAgain(await probe.call({ key: 'k' }), 409, 'request-in-progress');
    expect(probe.service.processor.calls.charge).toHaveLength(1);

    probe.service.world.pass(1);
    expect((await probe.call({ key: 'k' })).status).toBe(201);
  });

  it('moves the money once when the client comes back a month later', async () => {
    await crash('after');
    probe.service.world.pass(30 * 24 * 60 * 60 * 1000);
    const late = await probe.call({ key: 'k' });

    expect(late.status).toBe(201);
    expect(probe.service.processor.effects()).toBe(1);
    expectReplay(await probe.call({ key: 'k' }), late);
  });

  it('counts the attempts for people', async () => {
    await crash('after');
    probe.service.world.pass(LEASE_MS);
    await probe.call({ key: 'k' });

    expect((await probe.stored('k')).record).toMatchObject({ state: 'completed', attempt: 2 });
  });
});
