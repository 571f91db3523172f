import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { LEASE_MS } from '../rig/service.ts';

describe.each(HOMES)('a payment whose answer is lost, in %s', (_, start) => {
  let probe: Probe;

  beforeEach(async () => {
    probe = await start();
  });

  const loseTheAnswer = (hasPaid: boolean): void =>
    probe.service.processor.onNextCharge((_payment, pay) => {
      if (hasPaid) pay();
      return { kind: 'unknown', reason: 'time-out' };
    });

  it.each([true, false])(
    'is neither success nor failure: the client waits for the lease, and the takeover tells (paid: %s)',
    async (hasPaid) => {
      loseTheAnswer(hasPaid);
      const first = await probe.call({ key: 'k' });
      expectAskAgain(first, 503, 'outcome-unknown');
      expect(first.headers['retry-after']).toBe(String(LEASE_MS / 1000));

      expectAskAgain(await probe.call({ key: 'k' }), 409, 'request-in-progress');
      probe.service.world.pass(Number(first.headers['retry-after']) * 1000);
      const second = await probe.call({ key: 'k' });

      expect(second.status).toBe(201);
      expect(second.headers['idempotent-replayed']).toBeUndefined();
      expectReplay(await probe.call({ key: 'k' }), second);
      expect(probe.service.processor.effects()).toBe(1);
    },
  );

  it('is taken over with the same downstream key, however often', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      loseTheAnswer(attempt === 0);
      await probe.call({ key: 'k' });
      probe.service.world.pass(LEASE_MS);
    }
    expect((await probe.call({ key: 'k' })).status).toBe(201);

    const keys = probe.service.processor.calls.charge.map(({ downstreamKey }) => downstreamKey);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(probe.service.processor.effects()).toBe(1);
  });

  it('keeps a definitive refusal that a takeover finds', async () => {
    loseTheAnswer(false);
    await probe.call({ key: 'k' });
    probe.service.world.pass(LEASE_MS);
    probe.service.processor.onNextCharge(() => ({ kind: 'declined', code: 'x', message: 'No.' }));
    const second = await probe.call({ key: 'k' });

    expect([second.status, second.json.code]).toEqual([402, 'card-declined']);
    expectReplay(await probe.call({ key: 'k' }), second);
    expect(probe.service.processor.effects()).toBe(0);
  });
});
