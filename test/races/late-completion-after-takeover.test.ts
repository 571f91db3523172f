import { beforeEach, describe, expect, it } from '@jest/globals';
import { type PausedCharge, pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { LEASE_MS } from '../rig/service.ts';

describe.each(HOMES)('an attempt that outlived its lease and succeeds late, in %s', (_, start) => {
  let probe: Probe;
  let charge: PausedCharge;
  let zombie: ReturnType<Probe['call']>;

  beforeEach(async () => {
    probe = await start();
    charge = pauseNextCharge(probe.service.processor);
    zombie = probe.call({ key: 'k' });
    await charge.reached;
    probe.service.world.pass(LEASE_MS);
  });

  it('keeps the reply of the successor that completed, and answers its bytes', async () => {
    charge.pay();
    const second = await probe.call({ key: 'k' });
    const before = await probe.stored('k');
    probe.service.world.pass(1000);
    charge.answer({ kind: 'succeeded', processorId: 'pi_of_the_zombie' });

    expectReplay(await zombie, second);
    expect(await probe.stored('k')).toEqual(before);
    expectReplay(await probe.call({ key: 'k' }), second);
    expect(probe.service.processor.effects()).toBe(1);
  });

  it('leaves the completion to the successor that is working on it', async () => {
    const successor = pauseNextCharge(probe.service.processor);
    const second = probe.call({ key: 'k' });
    await successor.reached;
    charge.answer(charge.pay());

    const late = await zombie;
    expectAskAgain(late, 503, 'outcome-unknown');
    expect(late.headers['retry-after']).toBe('27');
    expect((await probe.stored('k')).record).toMatchObject({ state: 'in-progress', attempt: 2 });

    successor.answer(successor.pay());
    const completed = await second;
    expectReplay(await probe.call({ key: 'k' }), completed);
    expect(probe.service.processor.effects()).toBe(1);
  });

  it('completes what nobody has taken over, lease or not', async () => {
    charge.answer(charge.pay());

    const late = await zombie;
    expect(late.status).toBe(201);
    expectReplay(await probe.call({ key: 'k' }), late);
    expect(probe.service.processor.calls.charge).toHaveLength(1);
  });
});
