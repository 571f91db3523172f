import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { type LocalStripe, startLocalStripe } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

let nowMs = 1_767_225_600_000;
let local: LocalStripe;
let intents: Stripe['paymentIntents'];

beforeAll(async () => {
  local = await startLocalStripe({ clock: () => nowMs });
  intents = sdkAt(await local.openDoor()).paymentIntents;
});
beforeEach(() => local.clear());
afterAll(() => local.close());

const pay = (changes: Partial<Stripe.PaymentIntentCreateParams>) =>
  intents.create({ ...PAYMENT, ...changes });

describe('a test card', () => {
  it.each(['visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'visa_debit'])(
    'pays: pm_card_%s',
    async (name) => {
      expect(await pay({ payment_method: `pm_card_${name}` })).toMatchObject({
        status: 'succeeded',
        amount_received: 2_000,
      });
      expect(local.ledger()).toMatchObject([
        { status: 'succeeded', chargeId: 'ch_1', amount: 2_000, currency: 'USD' },
      ]);
    },
  );

  it.each([
    ['chargeDeclined', 'card_declined', 'generic_decline'],
    ['visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
    ['chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['radarBlock', 'card_declined', 'fraudulent'],
    ['authenticationRequired', 'authentication_required', 'authentication_required'],
  ])('declines: pm_card_%s', async (name, code, declineCode) => {
    const error = await errorOf(pay({ payment_method: `pm_card_${name}` }));
    expect(error).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
      code,
      decline_code: declineCode,
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code } },
    });
    expect(local.ledger()).toMatchObject([{ status: 'failed', chargeId: 'ch_1' }]);
  });

  it('asks for authentication where that is not an error', async () => {
    const asking = { ...PAYMENT, payment_method: 'pm_card_authenticationRequired' };
    const { error_on_requires_action: _, ...params } = asking;
    expect(await intents.create(params)).toMatchObject({ status: 'requires_action' });
    expect(local.ledger()).toEqual([]);
  });

  it.each(['pm_gone', 'pm_card_nobody', 'pm_card_constructor', 'visa'])(
    'does not exist: %s',
    async (name) => {
      const error = await errorOf(pay({ payment_method: name }));
      expect(error).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'payment_method' });
      expect(local.ledger()).toEqual([]);
    },
  );
});

describe('an amount', () => {
  it.each([
    [49, 'usd', 'amount_too_small'],
    [49, 'jpy', 'amount_too_small'],
    [100_000_000, 'usd', 'amount_too_large'],
    [0, 'usd', 'parameter_invalid_integer'],
    [1.5, 'usd', 'parameter_invalid_integer'],
    [550, 'isk', 'invalid_charge_amount'],
    [5_124, 'kwd', 'invalid_charge_amount'],
  ])('is refused: %d %s', async (amount, currency, code) => {
    expect(await errorOf(pay({ amount, currency }))).toMatchObject({
      statusCode: 400,
      code,
      param: 'amount',
    });
  });

  it('is in a currency that Stripe knows, in lower case', async () => {
    expect(await errorOf(pay({ currency: 'xxx' }))).toMatchObject({ statusCode: 400, param: 'currency' });
    expect(await errorOf(pay({ currency: 'USD' }))).toMatchObject({ statusCode: 400, param: 'currency' });
  });

  it('is back in ISO minor units in the ledger', async () => {
    await pay({ amount: 500, currency: 'isk' });
    await pay({ amount: 5_120, currency: 'kwd' });
    await pay({ amount: 500, currency: 'jpy' });
    expect(local.ledger()).toMatchObject([
      { amount: 5, currency: 'ISK' },
      { amount: 5_120, currency: 'KWD' },
      { amount: 500, currency: 'JPY' },
    ]);
  });
});

describe('parameters', () => {
  it('are refused when unknown, outdated or at odds', async () => {
    const wrong = (params: object) => errorOf(pay(params));
    expect(await wrong({ colour: 'red' })).toMatchObject({ code: 'parameter_unknown' });
    expect(await wrong({ payment_method_types: ['card'] })).toMatchObject({
      code: 'payment_method_types_no_longer_supported',
    });
    expect(await wrong({ automatic_payment_methods: { enabled: true } })).toMatchObject({
      code: 'parameters_exclusive',
    });
    expect(await wrong({ description: '' })).toMatchObject({ code: 'parameter_invalid_empty' });
    expect(await wrong({ confirm: false })).toMatchObject({ param: 'error_on_requires_action' });
  });
});

describe('an unconfirmed intent', () => {
  const UNCONFIRMED = { amount: 2_000, currency: 'usd', confirm: false, metadata: { chargeId: 'ch_1' } };

  it('is in no ledger until it is canceled, and can be canceled once', async () => {
    const { id, status } = await intents.create(UNCONFIRMED);
    expect(status).toBe('requires_payment_method');
    expect(local.ledger()).toEqual([]);
    expect(await intents.cancel(id)).toMatchObject({ status: 'canceled' });
    expect(local.ledger()).toMatchObject([{ id, status: 'canceled' }]);
    expect(await errorOf(intents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'canceled' },
    });
  });

  it('is read as it is', async () => {
    const { id } = await intents.create(UNCONFIRMED);
    expect(await intents.retrieve(id)).toMatchObject({ id, metadata: { chargeId: 'ch_1' } });
    expect(await errorOf(intents.retrieve('pi_gone'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });
});

describe('a payment that succeeded', () => {
  it('cannot be canceled', async () => {
    const { id } = await pay({});
    expect(await errorOf(intents.cancel(id))).toMatchObject({ payment_intent: { status: 'succeeded' } });
    expect(local.ledger()).toMatchObject([{ status: 'succeeded' }]);
  });
});

describe('the list', () => {
  it('is newest first, page by page, and within its time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      nowMs += 1_000;
      ids.unshift((await pay({})).id);
    }
    const nowS = nowMs / 1000;
    const all: string[] = [];
    for await (const { id } of intents.list({ limit: 2 })) all.push(id);
    expect(all).toEqual(ids);

    const page = await intents.list({ created: { gte: nowS - 3, lte: nowS - 1 }, limit: 2 });
    expect(page.data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    expect(page.has_more).toBe(true);
    const rest = await intents.list({
      created: { gte: nowS - 3, lte: nowS - 1 },
      starting_after: ids[2] as string,
    });
    expect(rest.data.map(({ id }) => id)).toEqual([ids[3]]);
    expect(rest.has_more).toBe(false);
  });
});
