import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../local/stripe/deliver.ts';
import { CHARGE, charge } from '../rig/service.ts';
import { SECRET, startWithStripe, type WithStripe } from './rig.ts';

let service: WithStripe;
let body: string;

beforeAll(async () => {
  service = await startWithStripe();
  const declined = await service.call(charge('k', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' }));
  await service.moveMoneyFor(declined.json.chargeId);
  body = JSON.stringify(service.eventsOf('payment_intent.succeeded')[0]);
});
afterAll(() => service.close());

const now = () => service.world.clock();

describe('an event that Stripe has not signed for this endpoint', () => {
  it.each([
    ['no signature', () => undefined],
    ['an empty one', () => ''],
    ['another secret', () => signatureOf(body, 'whsec_other', now())],
    ['another body', () => signatureOf(`${body} `, SECRET, now())],
    ['a signature of six minutes ago', () => signatureOf(body, SECRET, now() - 360_000)],
  ])('is refused with 400, and nothing happens: %s', async (_, signature) => {
    const reply = await service.post(body, signature());

    expect([reply.status, reply.json.code, reply.json.retry]).toEqual([400, 'signature-invalid', 'never']);
    expect(service.stripe.refunds()).toEqual([]);
  });

  it('is looked at when the signature is four minutes old', async () => {
    const reply = await service.post(body, signatureOf(body, SECRET, now() - 240_000));

    expect([reply.status, reply.text]).toEqual([200, '{"received":true}']);
    expect(service.stripe.refunds()).toHaveLength(1);
  });
});
