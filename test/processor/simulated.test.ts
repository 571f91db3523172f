import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSimulatedProcessor } from '../../functions/processor/simulated.ts';
import { connectionLost, serverError, throttled, timedOut } from '../rig/faulty-client.ts';
import { simulatedHarness } from './harness-simulated.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';

const HOUR_MS = 60 * 60_000;
const BUDGET_MS = 5_000;

let harness: Awaited<ReturnType<typeof simulatedHarness>>;
beforeEach(async () => {
  harness = await simulatedHarness();
});
afterEach(() => harness.close());

/** The processor on another connection to the same ledger. */
const onConnection = (documentClient: DynamoDBDocumentClient, clock = harness.clock) =>
  createSimulatedProcessor({ documentClient, tableName: harness.tableName, clock });

const charge = () => harness.processor.charge(payment(), BUDGET_MS);
const cancel = () => harness.processor.cancel(payment(), harness.nowMs(), BUDGET_MS);
const refused = (name: string, more: object = {}): Error =>
  Object.assign(new Error('quotes pm_card_visa'), { name, $fault: 'client', ...more });

describe('a call of the simulated processor', () => {
  it('is one write, whatever it finds', async () => {
    await charge();
    await charge();
    await cancel();
    harness.pass(30 * 24 * HOUR_MS);
    await cancel();
    expect(harness.faulty.sent).toEqual(Array(4).fill('UpdateCommand'));
  });

  it('leaves neither card nor description in the ledger', async () => {
    await charge();
    const { Items: items } = await harness.engine.send(new ScanCommand({ TableName: harness.tableName }));
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/pm_card_visa|Order 17/);
  });
});

describe('a write of the ledger that fails', () => {
  it.each([
    ['a throttle', throttled()],
    ['a missing permission', refused('AccessDeniedException')],
    ['a missing table', refused('ResourceNotFoundException')],
  ])('has certainly not started the charge: %s', async (_, error) => {
    harness.faulty.inject({ at: 'before', error, times: 2 });
    expect(await charge()).toEqual({ kind: 'not-started', reason: expect.not.stringContaining('pm_card') });
    expect(await cancel()).toMatchObject({ kind: 'unknown' });
    expect(await harness.ledger()).toEqual([]);
  });

  it.each([
    ['a broken connection', connectionLost()],
    ['a time-out', timedOut()],
    ['a failure of DynamoDB', serverError()],
    ['a throttle after another attempt', Object.assign(throttled(), { $metadata: { attempts: 2 } })],
    ['a refusal that does not tell what holds the key', refused('ConditionalCheckFailedException')],
    ['something else', 'not even an error' as unknown as Error],
  ])('may have started it: %s', async (_, error) => {
    harness.faulty.inject({ at: 'after', error, times: 2 });
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(await cancel()).toMatchObject({ kind: 'unknown' });
    expect(await charge()).toMatchObject({ kind: 'succeeded' });
  });

  it('is not waited for longer than the budget', async () => {
    const silent = { send: () => new Promise(() => undefined) } as unknown as DynamoDBDocumentClient;
    const processor = onConnection(silent);
    expect(await processor.charge(payment(), 30)).toMatchObject({ kind: 'unknown' });
    expect(await processor.cancel(payment(), CLAIMED_AT_MS, 30)).toMatchObject({ kind: 'unknown' });
  });

  it('over an item that is not understood leaves everything unknown', async () => {
    const strange = { pk: payment().downstreamKey, keyForgottenAtMs: Number.MAX_SAFE_INTEGER };
    await harness.engine.send(new PutCommand({ TableName: harness.tableName, Item: strange }));
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(await cancel()).toMatchObject({ kind: 'unknown' });
  });
});

describe('an original that stood still before its write', () => {
  /** A function process that froze once it had read the clock, and thaws when told. */
  const frozenCharge = () => {
    let thaw = (): void => {};
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    const send = async (command: never): Promise<unknown> => {
      await frozen;
      return harness.engine.send(command);
    };
    const outcome = onConnection({ send } as unknown as DynamoDBDocumentClient).charge(payment(), BUDGET_MS);
    return { thaw, outcome };
  };

  it.each([1, 25, 24 * 31])('meets the fence of %d hours ago or later', async (hours) => {
    const { thaw, outcome } = frozenCharge();
    harness.pass(HOUR_MS / 12);
    expect(await cancel()).toEqual({ kind: 'canceled' });
    harness.pass(hours * HOUR_MS);
    thaw();
    expect(await outcome).toMatchObject({ kind: 'unknown' });
    expect(await harness.ledger()).toMatchObject([{ status: 'canceled' }]);
  });

  it('meets also a fence that came after the key’s memory', async () => {
    const { thaw, outcome } = frozenCharge();
    harness.pass(25 * HOUR_MS);
    expect(await cancel()).toEqual({ kind: 'canceled' });
    thaw();
    expect(await outcome).toMatchObject({ kind: 'unknown' });
    expect(await harness.ledger()).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('a key that was forgotten and claimed anew', () => {
  it('can be canceled for good before its second payment', async () => {
    const first = await charge();
    harness.pass(25 * HOUR_MS);
    const again = payment({ createdAtMs: harness.nowMs() });
    const cancelAgain = () => harness.processor.cancel(again, harness.nowMs(), BUDGET_MS);
    expect(await cancelAgain()).toEqual({ kind: 'canceled' });
    harness.pass(25 * HOUR_MS);
    expect(await cancelAgain()).toEqual({ kind: 'canceled' });
    expect(first.kind).toBe('succeeded');
    expect((await harness.ledger()).map(({ status }) => status)).toEqual(['succeeded', 'canceled']);
  });

  it('is looked up by its own claim, not by a payment of an earlier one', async () => {
    await charge();
    harness.pass(25 * HOUR_MS);
    const again = payment({ createdAtMs: harness.nowMs() });
    harness.pass(25 * HOUR_MS);
    expect(await harness.processor.cancel(again, harness.nowMs(), BUDGET_MS)).toEqual({ kind: 'canceled' });
  });
});
