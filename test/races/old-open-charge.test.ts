import { beforeEach, describe, expect, it } from '@jest/globals';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, order, SETTLE_AFTER_MS, type Service, startService } from '../rig/service.ts';

let service: Service;
let orderId: string;

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
});

const orderNow = async () => (await service.call({ route: 'GET /orders/{id}', path: { id: orderId } })).json;

interface Way {
  readonly name: string;
  readonly pay: (key: string) => ReturnType<Service['call']>;
  readonly expectOrder: (status: string) => Promise<void>;
}

const alone: Way = {
  name: 'without an order',
  pay: (key) => service.call(charge(key)),
  expectOrder: async () => {},
};
const forOrder: Way = {
  name: 'with its order',
  pay: (key) => service.call(charge(key, { ...CHARGE, amount: 2500, orderId })),
  expectOrder: async (status) => expect((await orderNow()).status).toBe(status),
};

describe.each([alone, forOrder])('an open charge that is old, $name', ({ pay, expectOrder }) => {
  /** An attempt that stands at the processor and is old by now. */
  const openAndOld = async () => {
    const paused = pauseNextCharge(service.processor);
    const zombie = pay('k');
    await paused.reached;
    service.world.pass(SETTLE_AFTER_MS);
    return { ...paused, zombie };
  };

  it('is settled, never paid', async () => {
    await openAndOld();
    await pay('k');
    expect(service.processor.calls.charge).toHaveLength(1);
    expect(service.processor.calls.cancel).toEqual(service.processor.calls.charge);
  });

  it('has succeeded when the money had moved', async () => {
    const { pay: settle } = await openAndOld();
    settle();
    const reply = await pay('k');

    expect([reply.status, reply.json.status]).toEqual([201, 'succeeded']);
    await expectOrder('paid');
    expectReplay(await pay('k'), reply);
    expect(service.processor.effects()).toBe(1);
  });

  it('has failed when the processor had declined it', async () => {
    await openAndOld();
    service.processor.nextCancelAnswers({
      kind: 'declined',
      code: 'insufficient-funds',
      message: 'No funds.',
    });
    const reply = await pay('k');

    expect([reply.status, reply.json.code, reply.json.failure]).toEqual([
      402,
      'card-declined',
      { code: 'insufficient-funds', message: 'No funds.' },
    ]);
    await expectOrder('placed');
    expectReplay(await pay('k'), reply);
  });

  it('is abandoned for ever when no money had moved, and a late original moves none', async () => {
    const original = await openAndOld();
    const reply = await pay('k');

    expect([reply.status, reply.json.code, reply.json.retry]).toEqual([409, 'charge-abandoned', 'new-key']);
    await expectOrder('placed');
    original.answer(original.pay());
    expectAskAgain(await original.zombie, 503, 'outcome-unknown');
    expectReplay(await pay('k'), reply);
    expect(service.processor.effects()).toBe(0);
    expect((await pay('new')).status).toBe(201);
  });

  it('stays open while the processor does not answer', async () => {
    await openAndOld();
    service.processor.nextCancelAnswers({ kind: 'unknown', reason: 'time-out' });

    expectAskAgain(await pay('k'), 503, 'outcome-unknown');
    await expectOrder('paying');
    expectAskAgain(await pay('k'), 409, 'request-in-progress');

    service.world.pass(SETTLE_AFTER_MS);
    expect((await pay('k')).json.code).toBe('charge-abandoned');
    await expectOrder('placed');
  });

  it('is settled by one of twenty', async () => {
    await openAndOld();
    const replies = await Promise.all(Array.from({ length: 20 }, () => pay('k')));

    expect(service.processor.calls.cancel).toHaveLength(1);
    const first = replies.filter(
      ({ status, json, headers }) =>
        status === 409 && json.code === 'charge-abandoned' && headers['idempotent-replayed'] === undefined,
    );
    expect(first).toHaveLength(1);
  });
});

describe('an open charge that is young', () => {
  it('is resumed to the last millisecond', async () => {
    const paused = pauseNextCharge(service.processor);
    void service.call(charge('k'));
    await paused.reached;
    service.world.pass(SETTLE_AFTER_MS - 1);

    expect((await service.call(charge('k'))).status).toBe(201);
    expect(service.processor.calls.cancel).toEqual([]);
  });
});
