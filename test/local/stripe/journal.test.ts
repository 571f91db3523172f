import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalStripe } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

let directory: string;
let journalPath: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-stripe-'));
  journalPath = join(directory, 'stripe.jsonl');
});
afterEach(() => rmSync(directory, { recursive: true }));

const UNDER_KEY = { idempotencyKey: 'key-1' };

/** The first process is never closed, as after `kill -9`: what it answered is on disk all the same. */
const start = async () => {
  const local = await startLocalStripe({ journalPath });
  const { paymentIntents, refunds } = sdkAt(await local.openDoor());
  return { local, paymentIntents, refunds };
};

describe('a Stripe that is killed and started again', () => {
  it('remembers what moved, and the answer under the key', async () => {
    const before = await start();
    const paid = await before.paymentIntents.create(PAYMENT, UNDER_KEY);
    await errorOf(before.paymentIntents.create({ ...PAYMENT, payment_method: 'pm_card_chargeDeclined' }));
    const { id } = await before.paymentIntents.create({ amount: 500, currency: 'usd' });
    await before.paymentIntents.cancel(id);

    const after = await start();
    expect(after.local.ledger()).toEqual(before.local.ledger());
    expect(after.local.ledger()).toHaveLength(3);
    const replayed = await after.paymentIntents.create(PAYMENT, UNDER_KEY);
    expect(replayed.id).toBe(paid.id);
    expect(replayed.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(
      await errorOf(after.paymentIntents.create({ ...PAYMENT, amount: 1_000 }, UNDER_KEY)),
    ).toMatchObject({
      rawType: 'idempotency_error',
    });
    await before.local.close();
    await after.local.close();
  });

  it('remembers what was refunded, and the answer under the key', async () => {
    const before = await start();
    const { id: payment_intent } = await before.paymentIntents.create(PAYMENT);
    const refunded = await before.refunds.create({ payment_intent, amount: 500 }, UNDER_KEY);

    const after = await start();
    expect(after.local.ledger()).toMatchObject([{ amountRefunded: 500 }]);
    expect(after.local.refunds()).toEqual(before.local.refunds());
    const replayed = await after.refunds.create({ payment_intent, amount: 500 }, UNDER_KEY);
    expect(replayed.id).toBe(refunded.id);
    expect(after.local.ledger()).toMatchObject([{ amountRefunded: 500 }]);
    await before.local.close();
    await after.local.close();
  });

  it('drops a line that was never finished, and writes on behind the last whole one', async () => {
    const before = await start();
    await before.paymentIntents.create(PAYMENT, UNDER_KEY);
    appendFileSync(journalPath, '{"intent":{"id":"pi_torn","amou');

    const after = await start();
    expect(after.local.ledger()).toEqual(before.local.ledger());
    await after.paymentIntents.create(PAYMENT);
    const last = await start();
    expect(last.local.ledger()).toHaveLength(2);
    for (const { local } of [before, after, last]) await local.close();
  });

  it('stays empty after it was cleared', async () => {
    const before = await start();
    await before.paymentIntents.create(PAYMENT, UNDER_KEY);
    before.local.clear();
    expect(readFileSync(journalPath, 'utf8')).toBe('');
    const after = await start();
    expect(after.local.ledger()).toEqual([]);
    await before.local.close();
    await after.local.close();
  });
});
