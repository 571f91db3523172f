import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectReplay } from '../rig/replies.ts';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

const started: Record<string, Probe> = {};

beforeEach(async () => {
  for (const [name, start] of HOMES) started[name] = await start();
});

const probeIn = (name: string): Probe => started[name] as Probe;

const openItem = async (probe: Probe) => {
  probe.service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
  await probe.call({ key: 'open' });
  return probe.stored('open');
};

describe('a retry long after', () => {
  it.each(HOMES.map(([name]) => name))('replays a month later in %s', async (home) => {
    const probe = probeIn(home);
    const first = await probe.call({ key: 'k' });
    probe.service.world.pass(MONTH_MS);

    expectReplay(await probe.call({ key: 'k' }), first);
    expect(probe.service.processor.calls.charge).toHaveLength(1);
  });

  it('never expires an item that moved money', async () => {
    const probe = probeIn('the item home');
    await probe.call({ key: 'k' });
    expect(await probe.stored('k')).not.toHaveProperty('expiresAtS');
    expect(await openItem(probe)).not.toHaveProperty('expiresAtS');
  });

  it('expires a completed item of the table home at the promised time, in seconds', async () => {
    const probe = probeIn('the table home');
    await probe.call({ key: 'k' });
    const nowMs = probe.service.world.clock();
    expect((await probe.stored('k')).expiresAtS).toBe((nowMs + MONTH_MS) / 1000);
  });

  it('never expires an unfinished item of the table home', async () => {
    const probe = probeIn('the table home');
    const item = await openItem(probe);
    expect(item.record.state).toBe('in-progress');
    expect(item).not.toHaveProperty('expiresAtS');
  });
});
