import { createClient, intent, OutcomeUnknown, Problem } from '@payonce/client';

/** A program of somebody else's, in plain JavaScript. */
const [baseUrl, token] = process.argv.slice(2);
const kept = new Map();
const storage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
};

const payonce = createClient({ baseUrl, token });
const body = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' };
const pay = () =>
  intent(storage, 'cart-7').run((idempotencyKey) => payonce.charges.create({ idempotencyKey, body }));
const [first, second] = [await pay(), await pay()];
const { data } = await payonce.charges.list();
process.stdout.write(
  JSON.stringify({
    status: first.data.status,
    replays: [first.replayed, second.replayed],
    charges: data.data.length,
    errors: [typeof OutcomeUnknown, typeof Problem],
  }),
);
