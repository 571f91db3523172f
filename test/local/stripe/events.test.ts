import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { verifyEvent } from '../../../functions/processor/stripe-events.ts';
import { createStripeLook } from '../../../functions/processor/stripe-look.ts';
import { type LocalStripe, startLocalStripe } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

const SECRET = 'whsec_local';

let nowMs: number;
let local: LocalStripe;
let stripe: Stripe;
let apiBase: string;
let receiver: Server;
let url: string;
/** What arrived, verified as production does. */
let received: ReturnType<typeof verifyEvent>[];

beforeEach(async () => {
  nowMs = 1_767_225_600_000;
  received = [];
  local = await startLocalStripe({ clock: () => nowMs });
  const door = await local.openDoor();
  apiBase = door.url;
  stripe = sdkAt(door);
  receiver = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    received.push(verifyEvent(body, String(incoming.headers['stripe-signature']), SECRET, nowMs));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/stripe`;
});
afterEach(async () => {
  await local.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const types = () => local.events().map(({ type }) => type);
const idOf = (type: string): string => local.events().find((event) => event.type === type)?.id ?? '';
const pay = async (payment_method = 'pm_card_visa') =>
  (await stripe.paymentIntents.create({ ...PAYMENT, payment_method })).id;

describe('what happens at the local Stripe', () => {
  it('is a payment that succeeded or failed', async () => {
    await pay();
    await errorOf(pay('pm_card_chargeDeclined'));
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await stripe.paymentIntents.cancel(id);
    expect(types()).toEqual(['payment_intent.succeeded', 'payment_intent.payment_failed']);
  });

  it.each([
    ['visa', [], []],
    ['pendingRefund', [], ['refund.updated']],
    ['refundFail', [], ['refund.updated', 'refund.failed']],
  ])('is a refund, and what comes of it: pm_card_%s', async (card, atOnce, later) => {
    await stripe.refunds.create({ payment_intent: await pay(`pm_card_${card}`) });
    const first = ['payment_intent.succeeded', 'charge.refunded', ...atOnce];
    expect(types()).toEqual(first);
    nowMs += 5_000;
    expect(types()).toEqual([...first, ...later]);
  });

  it('is told by the same events again and again', async () => {
    await stripe.refunds.create({ payment_intent: await pay('pm_card_refundFail') });
    nowMs += 5_000;
    const ids = local.events().map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(local.events().map(({ id }) => id)).toEqual(ids);
  });
});

describe('a delivery', () => {
  it('arrives signed, in the order and as often as it is asked for', async () => {
    const paymentId = await pay();
    const { id: refundId } = await stripe.refunds.create({ payment_intent: paymentId });
    const [paid, refunded] = [idOf('payment_intent.succeeded'), idOf('charge.refunded')];
    nowMs += 30 * 24 * 60 * 60_000;

    const deliveries = await local.deliver([refunded, paid, refunded, 'evt_unknown'], {
      url,
      secret: SECRET,
    });
    expect(deliveries).toEqual([refunded, paid, refunded].map((id) => ({ id, httpStatus: 204 })));
    expect(received).toMatchObject([
      { kind: 'event', type: 'charge.refunded', paymentId, metadata: { chargeId: 'ch_1' } },
      { kind: 'event', type: 'payment_intent.succeeded', paymentId, refundId: null },
      { kind: 'event', id: refunded },
    ]);
    expect(refundId).toMatch(/^re_/);
  });

  it('names the refund that failed, and a look at it says so too', async () => {
    const { id } = await stripe.refunds.create({ payment_intent: await pay('pm_card_refundFail') });
    nowMs += 5_000;
    await local.deliver([idOf('refund.failed')], { url, secret: SECRET });
    expect(received).toMatchObject([{ type: 'refund.failed', refundId: id }]);
    const look = createStripeLook({ apiKey: 'sk_test_x', apiBase });
    expect(await look.retrieveRefund(id, 2_000)).toMatchObject({ kind: 'refund', status: 'failed' });
    expect(await look.retrieveRefund('re_gone', 2_000)).toEqual({ kind: 'missing' });
  });

  it('is not believed when it is signed with another secret', async () => {
    await pay();
    await local.deliver([idOf('payment_intent.succeeded')], { url, secret: 'whsec_other' });
    expect(received).toMatchObject([{ kind: 'invalid' }]);
  });

  it('says that nobody was there', async () => {
    await pay();
    const nobody = { url: 'http://127.0.0.1:1/webhooks/stripe', secret: SECRET };
    const [delivery] = await local.deliver([idOf('payment_intent.succeeded')], nobody);
    expect(delivery).toMatchObject({ httpStatus: null });
  });
});

describe('a look at a payment of the local Stripe', () => {
  it('shows what was refunded of it', async () => {
    const payment_intent = await pay();
    await stripe.refunds.create({ payment_intent, amount: 500 });
    const look = createStripeLook({ apiKey: 'sk_test_x', apiBase });
    expect(await look.retrievePayment(payment_intent, 2_000)).toMatchObject({
      kind: 'payment',
      status: 'succeeded',
      amount: 2_000,
      amountRefunded: 500,
    });
    expect(await look.retrievePayment('pi_gone', 2_000)).toEqual({ kind: 'missing' });
  });
});
