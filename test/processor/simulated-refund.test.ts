import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Refund } from '../../functions/processor/processor.ts';
import { createSimulatedProcessor } from '../../functions/processor/simulated.ts';
import { canceledBy, connectionLost, serverError, throttled, timedOut } from '../rig/faulty-client.ts';
import { simulatedHarness } from './harness-simulated.ts';
import { payment, refund } from './payments.ts';

const HOUR_MS = 60 * 60_000;
const BUDGET_MS = 5_000;

let harness: Awaited<ReturnType<typeof simulatedHarness>>;
let paymentId: string;
beforeEach(async () => {
  harness = await simulatedHarness();
  const paid = await harness.processor.charge(payment(), BUDGET_MS);
  paymentId = (paid as { processorId: string }).processorId;
  harness.faulty.sent.length = 0;
});
afterEach(() => harness.close());

const give = (of: Partial<Refund> = {}, budgetMs = BUDGET_MS) =>
  harness.processor.refund(refund({ paymentId, ...of }), harness.nowMs(), budgetMs);

describe('a refund of the simulated processor', () => {
  it('is one transaction, whatever it finds under its key', async () => {
    await give();
    await give();
    harness.pass(30 * 24 * HOUR_MS);
    await give();
    expect(harness.faulty.sent).toEqual(Array(3).fill('TransactWriteCommand'));
  });

  it('that is refused is written down, so that its key says so from then on', async () => {
    const asked = { amount: 2_001 };
    expect(await give(asked)).toMatchObject({ kind: 'refused', code: 'exceeds-payment', isFinal: true });
    expect(await give({ amount: 1 })).toMatchObject({ kind: 'unknown' });
    harness.pass(30 * 24 * HOUR_MS);
    expect(await give(asked)).toMatchObject({ kind: 'refused', code: 'exceeds-payment', isFinal: true });
    expect(await harness.refunds()).toEqual([]);
  });

  it.each([
    ['failed', { downstreamKey: 'k2', paymentMethod: 'pm_card_chargeDeclined' }],
    ['was canceled', { downstreamKey: 'k2' }],
  ])('is refused for a payment that %s', async (state, of) => {
    const other = payment(of);
    if (state === 'failed') await harness.processor.charge(other, BUDGET_MS);
    else await harness.processor.cancel(other, harness.nowMs(), BUDGET_MS);
    const entry = (await harness.ledger()).find(({ idempotencyKey }) => idempotencyKey === 'k2');
    expect(await give({ paymentId: String(entry?.id) })).toMatchObject({ code: 'payment-missing' });
  });

  it('takes nothing from another payment that was made under the same key later', async () => {
    harness.pass(25 * HOUR_MS);
    const again = payment({ createdAtMs: harness.nowMs() });
    await harness.processor.charge(again, BUDGET_MS);
    await give({ amount: 2_000, createdAtMs: harness.nowMs() });
    const ledger = await harness.ledger();
    expect(ledger.map(({ id, amountRefunded }) => [id === paymentId, amountRefunded])).toEqual([
      [true, 2_000],
      [false, 0],
    ]);
  });
});

describe('a transaction of the ledger that fails', () => {
  it.each([
    ['a throttle', throttled()],
    [
      'a conflict with another one',
      Object.assign(canceledBy('TransactionConflict', 'None'), { $fault: 'client' }),
    ],
  ])('has certainly not started the refund: %s', async (_, error) => {
    harness.faulty.inject({ at: 'before', error });
    expect(await give()).toMatchObject({ kind: 'not-started' });
    expect(await harness.refunds()).toEqual([]);
  });

  it.each([
    ['a broken connection', connectionLost()],
    ['a time-out', timedOut()],
    ['a failure of DynamoDB', serverError()],
    [
      'a conflict after another attempt',
      Object.assign(canceledBy('TransactionConflict', 'None'), {
        $fault: 'client',
        $metadata: { attempts: 2 },
      }),
    ],
    [
      'a refusal that does not tell what holds the key',
      Object.assign(canceledBy('None', 'ConditionalCheckFailed'), { $fault: 'client' }),
    ],
    ['something else', 'not even an error' as unknown as Error],
  ])('may have started it: %s', async (_, error) => {
    harness.faulty.inject({ at: 'after', error });
    expect(await give()).toMatchObject({ kind: 'unknown' });
    expect(await give()).toMatchObject({ kind: 'succeeded' });
    expect(await harness.refunds()).toHaveLength(1);
  });

  it('finds the refund also when only the payment says that it does not bear it', async () => {
    await give({ amount: 2_000 });
    harness.faulty.inject({ at: 'before', error: canceledBy('ConditionalCheckFailed', 'None') });
    expect(await give({ amount: 2_000 })).toMatchObject({ kind: 'succeeded' });
  });

  it.each([
    ['lost', connectionLost()],
    ['throttled', throttled()],
  ])('leaves a refusal unknown while its own write is %s', async (_, error) => {
    harness.faulty.inject({ at: 'before', error, command: 'UpdateCommand' });
    expect(await give({ amount: 2_001 })).toMatchObject({ kind: 'unknown' });
    expect(await give({ amount: 2_001 })).toMatchObject({ kind: 'refused', isFinal: true });
  });

  it('is not waited for longer than the budget', async () => {
    const silent = { send: () => new Promise(() => undefined) } as unknown as DynamoDBDocumentClient;
    const { tableName, clock } = harness;
    const processor = createSimulatedProcessor({ documentClient: silent, tableName, clock });
    expect(await processor.refund(refund({ paymentId }), clock(), 30)).toMatchObject({ kind: 'unknown' });
  });
});

describe('a refund that stood still before its transaction', () => {
  it('meets what was refunded meanwhile, however long it was', async () => {
    const startedAtMs = harness.nowMs();
    harness.pass(25 * HOUR_MS);
    const done = await give();
    // The process thaws, and goes on with the time that it read.
    expect(await harness.processor.refund(refund({ paymentId }), startedAtMs, BUDGET_MS)).toEqual(done);
    const { Items: items } = await harness.engine.send(new ScanCommand({ TableName: harness.tableName }));
    expect(items).toHaveLength(2);
    expect(await harness.refunds()).toHaveLength(1);
  });
});
