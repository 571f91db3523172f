import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type LedgerEntry, type LocalStripe, startLocalStripe } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-stripe-'));
});
const started: LocalStripe[] = [];
afterEach(async () => {
  for (const local of started.splice(0)) await local.close();
  rmSync(directory, { recursive: true });
});

const start = async () => {
  const told: [LedgerEntry, string | undefined][] = [];
  const local = await startLocalStripe({
    journalPath: join(directory, 'stripe.jsonl'),
    onPayment: (payment, tenant) => told.push([payment, tenant]),
  });
  started.push(local);
  return { local, told, ...sdkAt(await local.openDoor()) };
};

const of = (tenant: string) => ({ metadata: { chargeId: `ch_${tenant}`, tenant } });

it('whoever asked is told of each payment as it comes to something, once, and whose it is', async () => {
  const { local, told, paymentIntents } = await start();
  const paid = await paymentIntents.create({ ...PAYMENT, ...of('acme') }, { idempotencyKey: 'once' });
  await paymentIntents.create({ ...PAYMENT, ...of('acme') }, { idempotencyKey: 'once' });
  await errorOf(paymentIntents.create({ ...PAYMENT, payment_method: 'pm_card_chargeDeclined' }));
  const open = await paymentIntents.create({ amount: 500, currency: 'usd', ...of('other') });
  expect(told).toHaveLength(2);
  await paymentIntents.cancel(open.id);
  expect(told.map(([{ status }, tenant]) => [status, tenant])).toEqual([
    ['succeeded', 'acme'],
    ['failed', undefined],
    ['canceled', 'other'],
  ]);
  expect(told.map(([payment]) => payment)).toEqual(local.ledger());
  expect(local.ledger('acme')).toEqual([told[0]?.[0]]);
  expect(local.ledger('acme')[0]).toMatchObject({ id: paid.id, chargeId: 'ch_acme', amount: 2_000 });

  const after = await start();
  expect([after.local.ledger().length, after.told]).toEqual([3, []]);
});
