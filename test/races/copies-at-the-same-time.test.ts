import { beforeEach, describe, expect, it } from '@jest/globals';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { bytesOf, expectAskAgain, expectReplay } from '../rig/replies.ts';

describe.each(HOMES)('copies of one request at the same time, in %s', (_, start) => {
  let probe: Probe;
  const fifty = () => Promise.all(Array.from({ length: 50 }, () => probe.call({ key: 'k' })));

  beforeEach(async () => {
    probe = await start();
  });

  it('moves the money once for fifty of them, and tells all the same or to ask again', async () => {
    const replies = await fifty();
    const definitive = replies.filter(({ status }) => status === 201);
    const others = replies.filter(({ status }) => status !== 201);

    expect(probe.service.processor.effects()).toBe(1);
    expect(probe.service.processor.calls.charge).toHaveLength(1);
    expect(new Set(definitive.map((reply) => JSON.stringify(bytesOf(reply)))).size).toBe(1);
    expect(definitive.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
    for (const reply of others) expectAskAgain(reply, 409, 'request-in-progress');

    const [first] = definitive;
    if (first === undefined) throw new Error('nobody was served');
    for (const reply of await fifty()) expectReplay(reply, first);
    expect(probe.service.processor.calls.charge).toHaveLength(1);
  });

  it('tells forty-nine to ask again while the first one stands at the processor', async () => {
    const charge = pauseNextCharge(probe.service.processor);
    const first = probe.call({ key: 'k' });
    await charge.reached;

    for (const reply of await fifty()) expectAskAgain(reply, 409, 'request-in-progress');
    expect(probe.service.processor.calls.charge).toHaveLength(1);

    charge.answer(charge.pay());
    const completed = await first;
    expectReplay(await probe.call({ key: 'k' }), completed);
    expect(probe.service.processor.effects()).toBe(1);
  });

  it('lets one of twenty take over a dead attempt', async () => {
    const dead = pauseNextCharge(probe.service.processor);
    void probe.call({ key: 'k' });
    await dead.reached;
    probe.service.world.pass(27_000);

    const successor = pauseNextCharge(probe.service.processor);
    const all = Promise.all(Array.from({ length: 20 }, () => probe.call({ key: 'k' })));
    await successor.reached;
    successor.answer(successor.pay());
    const replies = await all;

    expect(probe.service.processor.calls.charge).toHaveLength(2);
    expect(probe.service.processor.effects()).toBe(1);
    expect(replies.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
  });

  it('answers a retry that follows the answer without acting again', async () => {
    const first = await probe.call({ key: 'k' });

    expect(first.status).toBe(201);
    expectReplay(await probe.call({ key: 'k' }), first);
    expect(probe.service.processor.calls.charge).toHaveLength(1);
  });
});
