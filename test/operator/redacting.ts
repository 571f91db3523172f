import type { Subject } from '../../operator/redact/options.ts';
import { redactAll } from '../../operator/redact/redact-all.ts';
import { CHARGE, charge, ORDER, order, type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { sourceOf } from './explaining.ts';

export const ADA = 'ada@example.com';
export const BOB = 'bob@example.com';
export const PERSONAL = { receiptEmail: ADA, description: 'Two mugs', metadata: { name: 'Lovelace' } };
/** Whoever asks to be forgotten does not spell the address as it was typed. */
export const ada: Subject = { kind: 'email', email: 'Ada@Example.com' };

/** A service whose tables are redacted, and what the command said. */
export const startRedacting = async () => {
  const service = await startService();
  const lines: string[] = [];
  const items = () => storedItems(service);
  return {
    service,
    lines,
    items,
    /** All that is stored, to look for words in. */
    stored: async () => JSON.stringify(await items()),
    redact: (subject: Subject, { isDryRun = false, tenant = 'acme' } = {}) =>
      redactAll({ ...sourceOf(service), world: service.world, isDryRun }, { tenant, subject }, (line) =>
        lines.push(line),
      ),
  };
};

export type Redacting = Awaited<ReturnType<typeof startRedacting>>;

/** Ada's paid order, a declined charge for it, her charge without an order, and what is Bob's. */
export const shop = async ({ call }: Service): Promise<{ readonly orderId: string }> => {
  const { json: placed } = await call(order('o', { ...ORDER, metadata: { name: 'Lovelace' } }));
  const forOrder = { ...CHARGE, amount: 2500, orderId: placed.id, description: 'Two mugs' };
  await call(charge('declined', { ...forOrder, paymentMethod: 'pm_card_chargeDeclined' }));
  await call(charge('paid', forOrder));
  await call(charge('alone', { ...CHARGE, ...PERSONAL }));
  await call(order('bob', { ...ORDER, customer: { email: BOB }, metadata: { name: 'Bob' } }));
  await call(charge('bob', { ...CHARGE, receiptEmail: BOB, description: "Bob's mug" }));
  return { orderId: placed.id };
};
