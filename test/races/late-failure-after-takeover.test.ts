import { beforeEach, describe, expect, it } from '@jest/globals';
import { type PausedCharge, pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { bytesOf, expectAskAgain, expectReplay } from '../rig/replies.ts';
import { LEASE_MS } from '../rig/service.ts';

describe.each(HOMES)('an attempt that outlived its lease and fails late, in %s', (_, start) => {
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

  it('changes nothing by a throw after its successor completed, and a third try replays', async () => {
    charge.pay();
    const second = await probe.call({ key: 'k' });
    const before = await probe.stored('k');
    charge.fail(new Error('too late'));

    expect((await zombie).status).toBe(500);
    expect(await probe.stored('k')).toEqual(before);
    expectReplay(await probe.call({ key: 'k' }), second);
    expect(probe.service.processor.effects()).toBe(1);
    expect(probe.service.processor.calls.charge).toHaveLength(2);
  });

  it('cannot release what its successor completed, and answers the same bytes', async () => {
    const second = await probe.call({ key: 'k' });
    const before = await probe.stored('k');
    charge.answer({ kind: 'not-started', reason: 'refused' });

    expect(bytesOf(await zombie)).toEqual(bytesOf(second));
    expect(await probe.stored('k')).toEqual(before);
  });

  it('cannot release what its successor is working on, and does not claim that nothing happened', async () => {
    const successor = pauseNextCharge(probe.service.processor);
    const second = probe.call({ key: 'k' });
    await successor.reached;
    const before = await probe.stored('k');
    charge.answer({ kind: 'not-started', reason: 'refused' });

    expectAskAgain(await zombie, 503, 'outcome-unknown');
    expect(await probe.stored('k')).toEqual(before);
    successor.answer(successor.pay());
    expect((await second).status).toBe(201);
  });

  it('keeps the claim of nobody by an unknown outcome', async () => {
    const second = await probe.call({ key: 'k' });
    charge.answer({ kind: 'unknown', reason: 'time-out' });

    expectAskAgain(await zombie, 503, 'outcome-unknown');
    expectReplay(await probe.call({ key: 'k' }), second);
  });
});
