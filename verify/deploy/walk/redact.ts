import { expectEqual } from '../expect.ts';
import type { Operator } from '../operator-command.ts';
import { isReplayed, problemCode } from './caller.ts';
import { entriesOf } from './ledger.ts';
import { ORDER } from './order.ts';
import { REFUNDED } from './refund.ts';
import { countItemsWith, type Stores } from './stores.ts';
import { PAYER, type Walk } from './walk.ts';

const PERSONAL = [PAYER, REFUNDED.body.description];

/** `npm run redact` of the payer: nothing of them is left in any item, and every key is as protected as before. */
export const walkRedact = async (
  { caller, tenant, readLedger }: Walk,
  { operator, stores }: { operator: Operator; stores: Stores },
): Promise<string> => {
  const redact = async (...more: string[]): Promise<string> => {
    const { status, text } = await operator('redact', '--tenant', tenant, '--email', PAYER, ...more);
    expectEqual(status, 0, `the exit status of redact (${text})`);
    return text;
  };
  const count = () => countItemsWith(stores, PERSONAL);

  const before = await count();
  if (before === 0) throw new Error('There is nothing to redact.');
  await redact('--dry-run');
  expectEqual(await count(), before, 'items with personal data after a dry run');
  const said = await redact();
  expectEqual(await count(), 0, `items with personal data after it (${said})`);

  for (const [path, key, body] of [
    ['/orders', 'order-1', ORDER],
    ['/charges', REFUNDED.key, REFUNDED.body],
  ] as const) {
    const reply = await caller.post(path, key, body);
    expectEqual(reply.status, 201, `${key} again`);
    expectEqual(isReplayed(reply), true, `Idempotent-Replayed of ${key} again`);
    if (PERSONAL.some((text) => reply.body.includes(text)))
      throw new Error(`${key} still tells: ${reply.body}`);
  }
  const other = await caller.post('/charges', REFUNDED.key, { ...REFUNDED.body, amount: 1 });
  expectEqual(problemCode(other), 'idempotency-key-reused', 'the key with another amount');
  const { id } = JSON.parse((await caller.get(`/charges?idempotencyKey=${REFUNDED.key}`)).body);
  const payments = entriesOf(await readLedger(), id).filter(({ refundId }) => refundId === undefined);
  expectEqual(payments.length, 1, "payments in the processor's ledger");
  return `\`npm run redact -- --aws\`: a dry run writes nothing; after it ${before} items have nothing personal left; both keys replay 201 without it, another amount is 422; one payment`;
};
