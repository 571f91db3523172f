import { beforeEach, describe, expect, it } from '@jest/globals';
import { editItem } from '../rig/edit-item.ts';
import { connectionLost } from '../rig/faulty-client.ts';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { runRecovery } from '../rig/run-recovery.ts';
import {
  CHARGE,
  charge,
  LEASE_MS,
  order,
  SETTLE_AFTER_MS,
  type Service,
  startService,
} from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

const RUN_MS = 60_000;

let service: Service;
let orderId: string;

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
});

const run = (remainingMs = RUN_MS) => runRecovery(service, { remainingMs });

const pay = (key: string, paymentMethod = 'pm_card_visa') =>
  service.call(charge(key, { ...CHARGE, amount: 2500, orderId, paymentMethod }));
const read = async (key: string) =>
  (await service.call({ route: 'GET /charges', query: { idempotencyKey: key } })).json;
const orderStatus = async () =>
  (await service.call({ route: 'GET /orders/{id}', path: { id: orderId } })).json.status;

/** An attempt that stands at the processor and never comes back, unless the test lets it. */
const leave = async (key: string) => {
  const paused = pauseNextCharge(service.processor);
  const zombie = pay(key);
  await paused.reached;
  return { ...paused, zombie };
};
const growOld = () => service.world.pass(SETTLE_AFTER_MS + LEASE_MS);

describe('a charge that nobody came back for', () => {
  it('is found to have succeeded when the money had moved, and its order is paid', async () => {
    const left = await leave('k');
    left.pay();
    growOld();
    const report = await run();

    expect(report).toMatchObject({ due: 1, settled: 1, stillOpen: 0 });
    expect(await read('k')).toMatchObject({ status: 'succeeded' });
    expect(await orderStatus()).toBe('paid');
    expect(service.processor.effects()).toBe(1);
  });

  it('is abandoned when no money had moved, and its order can be paid by another', async () => {
    await leave('k');
    growOld();
    await run();

    expect(await read('k')).toMatchObject({ status: 'failed', failure: { code: 'charge-abandoned' } });
    expect(await orderStatus()).toBe('placed');
    expect(service.processor.effects()).toBe(0);
    expect((await pay('k-2')).status).toBe(201);
  });

  it('is found to have been declined', async () => {
    const paused = pauseNextCharge(service.processor);
    void pay('k', 'pm_card_chargeDeclined');
    await paused.reached;
    paused.pay();
    growOld();
    await run();

    expect(await read('k')).toMatchObject({ status: 'failed', failure: { code: 'card-declined' } });
    expect(await orderStatus()).toBe('placed');
  });

  it('never starts or resumes a payment: it only asks', async () => {
    await leave('k');
    growOld();
    await run();

    expect(service.processor.calls.charge).toHaveLength(1);
    expect(service.processor.calls.cancel).toHaveLength(1);
  });

  it('says in its record that the recovery ended it, and who had been at it', async () => {
    await leave('k');
    growOld();
    await run();

    const { record } = await storedItem(service, service.tables.charges, (await read('k')).id);
    expect(record).toMatchObject({ state: 'completed', attempt: 2, by: 'recovery', requestId: 'recovery' });
    expect(record.earlier).toMatchObject([{ attempt: 1, requestId: expect.stringMatching(/^request-/) }]);
  });

  it('stays open while the processor does not answer, and is asked about a minute later', async () => {
    const left = await leave('k');
    left.pay();
    growOld();
    service.processor.nextCancelAnswers({ kind: 'unknown', reason: 'no answer' });
    expect(await run()).toMatchObject({ settled: 0, stillOpen: 1 });
    expect(await read('k')).toMatchObject({ status: 'processing' });
    expect(await orderStatus()).toBe('paying');

    service.world.pass(60_000);
    expect(await run()).toMatchObject({ settled: 1 });
    expect(await read('k')).toMatchObject({ status: 'succeeded' });
  });

  it('is answered to a client that comes after all, byte for byte what was settled', async () => {
    await leave('k');
    growOld();
    await run();
    const reply = await pay('k');

    expect([reply.status, reply.json.code]).toEqual([409, 'charge-abandoned']);
    expect(reply.headers['idempotent-replayed']).toBe('true');
    expect((await pay('k')).text).toBe(reply.text);
  });

  it('was released: it is abandoned in one write, without the processor and without its order', async () => {
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    expect((await pay('k')).status).toBe(503);
    await leave('k-2');
    service.world.pass(SETTLE_AFTER_MS);
    const report = await run();

    expect(report).toMatchObject({ abandoned: 1 });
    expect(await read('k')).toMatchObject({ status: 'failed', failure: { code: 'charge-abandoned' } });
  });
});

describe('a charge that is not due', () => {
  it('is left alone while it is young, however dead its attempt is', async () => {
    await leave('k');
    service.world.pass(LEASE_MS);

    expect(await run()).toMatchObject({ due: 0 });
    expect(service.processor.calls.cancel).toHaveLength(0);
  });

  it('is left alone while somebody works on it', async () => {
    await leave('k');
    growOld();
    await editItem(service, service.tables.charges, (await read('k')).id, {
      'record.leaseExpiresAtMs': service.world.clock() + LEASE_MS,
    });

    expect(await run()).toMatchObject({ due: 1, notDue: 1 });
    expect(service.processor.calls.cancel).toHaveLength(0);
  });

  it('is gone from the index once it is complete', async () => {
    await pay('k');
    const item = await storedItem(service, service.tables.charges, (await read('k')).id);

    expect(item).not.toHaveProperty('dueAtMs');
    expect(item).not.toHaveProperty('dueShard');
    growOld();
    expect(await run()).toMatchObject({ due: 0, oldestDueMs: 0 });
  });
});

describe('two at once', () => {
  it('recoveries settle a charge once', async () => {
    const left = await leave('k');
    left.pay();
    growOld();
    const reports = await Promise.all([run(), run()]);

    expect(reports.map(({ settled }) => settled).sort()).toEqual([0, 1]);
    expect(await read('k')).toMatchObject({ status: 'succeeded' });
    expect(await orderStatus()).toBe('paid');
  });

  it('a recovery and a late client end at the same answer', async () => {
    const left = await leave('k');
    left.pay();
    growOld();
    const [, reply] = await Promise.all([run(), pay('k')]);
    const last = await pay('k');

    expect([201, 409]).toContain(reply.status);
    if (reply.status === 201) expect(last.text).toBe(reply.text);
    expect([last.status, last.json.status]).toEqual([201, 'succeeded']);
    expect(service.processor.effects()).toBe(1);
  });

  it('a zombie whose request arrives after the cancel is refused by the burnt key', async () => {
    const left = await leave('k');
    growOld();
    await run();
    const late = left.pay();
    left.answer(late);
    const reply = await left.zombie;

    expect(late.kind).toBe('unknown');
    expect(service.processor.effects()).toBe(0);
    expect(reply.status).not.toBe(201);
    expect(await read('k')).toMatchObject({ status: 'failed' });
    expect((await pay('k')).json.code).toBe('charge-abandoned');
  });

  it('a zombie that succeeded before the cancel gets the answer that was settled', async () => {
    const left = await leave('k');
    const outcome = left.pay();
    growOld();
    await run();
    left.answer(outcome);
    const reply = await left.zombie;

    expect([reply.status, reply.json.status]).toEqual([201, 'succeeded']);
    expect((await pay('k')).text).toBe(reply.text);
  });
});

describe('a run', () => {
  it('bounds its work: what there is no time for is left for the next', async () => {
    for (const key of ['a', 'b', 'c']) {
      const paused = pauseNextCharge(service.processor);
      void service.call(charge(key));
      await paused.reached;
    }
    growOld();
    const report = await run(15_000);

    expect(report).toMatchObject({ due: 3, left: 3 });
    expect(await run()).toMatchObject({ due: 3, settled: 3, left: 0 });
  });

  it('is not stopped by one charge that cannot be settled', async () => {
    const [bad, good] = ['a', 'b'];
    for (const key of [bad, good]) {
      const paused = pauseNextCharge(service.processor);
      void service.call(charge(key ?? ''));
      await paused.reached;
    }
    growOld();
    await editItem(service, service.tables.charges, (await read('a')).id, { processor: undefined });
    const report = await run();

    expect(report).toMatchObject({ settled: 1, failed: 1 });
    expect(service.telemetry.failures).toHaveLength(1);
  });

  it('never settles a charge of another account, and says so', async () => {
    await leave('k');
    growOld();
    await editItem(service, service.tables.charges, (await read('k')).id, { 'processor.account': 'another' });
    const report = await run();

    expect(report).toMatchObject({ settled: 0, stillOpen: 1 });
    expect(service.telemetry.incidents).toContain('foreign-charge');
    expect(service.processor.calls.cancel).toHaveLength(0);
  });

  it('settles although the answer to its own write is lost', async () => {
    const left = await leave('k');
    left.pay();
    growOld();
    service.client.inject({ at: 'after', command: 'TransactWriteCommand', error: connectionLost() });
    expect(await run()).toMatchObject({ settled: 1 });
    expect(await orderStatus()).toBe('paid');
  });

  it('says how long the oldest has been waiting', async () => {
    await leave('k');
    service.world.pass(SETTLE_AFTER_MS + 90_000);
    const report = await run();

    expect(report.oldestDueMs).toBe(90_000);
    expect(service.telemetry.recoveries).toEqual([report]);
  });
});
