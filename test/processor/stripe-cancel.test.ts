import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Payment } from '../../functions/processor/processor.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { type Account, openAccount } from '../../local/stripe/account.ts';
import { openDoor } from '../../local/stripe/door.ts';
import type { Breakdown } from '../../local/stripe/endpoints.ts';
import type { Form } from '../../local/stripe/form.ts';
import type { Door } from '../../local/stripe/index.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';

const BUDGET_MS = 3_000;

let nowMs: number;
let breakdown: (params: Form) => Breakdown | undefined;
let account: Account;
let doors: Door[];

beforeEach(() => {
  nowMs = CLAIMED_AT_MS;
  breakdown = () => undefined;
  account = openAccount({ clock: () => nowMs, breakdown: (params) => breakdown(params) });
  doors = [];
});

afterEach(async () => {
  for (const door of doors) await door.close();
});

/** A function process of its own, with its own door to the one Stripe. */
const attempt = async (behind: Account = account) => {
  const door = await openDoor(behind);
  doors.push(door);
  const processor = createStripeProcessor({
    apiKey: 'sk_test_x',
    apiBase: door.url,
    account: 'acct_1',
    clock: () => nowMs,
  });
  return {
    door,
    charge: (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) => processor.charge(payment(of), budgetMs),
    cancel: (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) =>
      processor.cancel(payment(of), nowMs, budgetMs),
  };
};

/** Holds every request between taking its key and its effect. */
const heldAccount = () => {
  let arrive = () => {};
  let release = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const whileRunning = () => {
    arrive();
    return released;
  };
  return {
    held: { ...account, serve: (request) => account.serve(request, whileRunning) } as Account,
    arrived,
    release,
  };
};

const statuses = () => account.ledger().map(({ status }) => status);

describe('canceling a payment that was never sent', () => {
  it('takes its key, so that a late original moves nothing', async () => {
    const { charge, cancel } = await attempt();
    expect(await cancel()).toEqual({ kind: 'canceled' });
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(statuses()).toEqual(['canceled']);
  });

  it('answers the same however often', async () => {
    const { cancel } = await attempt();
    for (let times = 0; times < 3; times += 1) expect(await cancel()).toEqual({ kind: 'canceled' });
    expect(statuses()).toEqual(['canceled']);
  });

  it('works for an amount that Stripe refuses, and again afterwards', async () => {
    const { charge, cancel } = await attempt();
    const tooSmall = { amount: 1 };
    expect(await cancel(tooSmall)).toEqual({ kind: 'canceled' });
    expect(await cancel(tooSmall)).toEqual({ kind: 'canceled' });
    expect(await charge(tooSmall)).toMatchObject({ kind: 'unknown' });
    expect(statuses()).toEqual(['canceled']);
  });

  it('works for a payment method that does not exist', async () => {
    const { cancel } = await attempt();
    expect(await cancel({ paymentMethod: 'pm_gone' })).toEqual({ kind: 'canceled' });
  });

  it('is unknown when the answer is lost, and canceled at the next time', async () => {
    const { door, cancel } = await attempt();
    await door.arm({ fault: 'processor-timeout' });
    expect(await cancel({}, 100)).toMatchObject({ kind: 'unknown' });
    await door.arm(undefined);
    expect(await cancel()).toEqual({ kind: 'canceled' });
  });
});

describe('canceling a payment that Stripe finished', () => {
  it('answers success when the money moved and the answer was lost', async () => {
    const lost = await attempt();
    await lost.door.arm({ fault: 'processor-timeout' });
    expect(await lost.charge({}, 100)).toMatchObject({ kind: 'unknown' });
    const { cancel } = await attempt();
    const [entry] = account.ledger();
    expect(await cancel()).toEqual({ kind: 'succeeded', processorId: entry?.id });
    expect(await cancel()).toEqual({ kind: 'succeeded', processorId: entry?.id });
    expect(statuses()).toEqual(['succeeded']);
  });

  it('answers its decline', async () => {
    const { charge, cancel } = await attempt();
    const declining = { paymentMethod: 'pm_card_chargeDeclinedInsufficientFunds' };
    const outcome = await charge(declining);
    expect(outcome).toMatchObject({ kind: 'declined', code: 'insufficient-funds' });
    expect(await cancel(declining)).toEqual(outcome);
  });

  it('answers its refusal', async () => {
    const { charge, cancel } = await attempt();
    const outcome = await charge({ paymentMethod: 'pm_gone' });
    expect(outcome).toMatchObject({ kind: 'declined', code: 'payment-method-invalid' });
    expect(await cancel({ paymentMethod: 'pm_gone' })).toEqual(outcome);
  });
});

describe('canceling a payment on which Stripe broke', () => {
  it.each<[Breakdown, string, string]>([
    ['before-effect', 'pm_card_visa', 'canceled'],
    ['after-effect', 'pm_card_visa', 'succeeded'],
    ['after-effect', 'pm_card_chargeDeclined', 'declined'],
  ])('finds out by searching: broken %s with %s is %s', async (when, paymentMethod, kind) => {
    const { charge, cancel } = await attempt();
    breakdown = ({ confirm }) => (confirm === 'true' ? when : undefined);
    expect(await charge({ paymentMethod })).toMatchObject({ kind: 'unknown' });
    expect(await cancel({ paymentMethod })).toMatchObject({ kind });
    expect(await charge({ paymentMethod })).toMatchObject({ kind: 'unknown' });
  });

  it.each<Breakdown>(['before-effect', 'after-effect'])(
    'ends when the fence itself broke %s',
    async (when) => {
      const { charge, cancel } = await attempt();
      breakdown = () => when;
      expect(await cancel()).toMatchObject({ kind: 'unknown' });
      breakdown = () => undefined;
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await charge()).toMatchObject({ kind: 'unknown' });
      expect(statuses()).not.toContain('succeeded');
    },
  );
});

describe('an original and a fence at the same time', () => {
  it('leaves the fence unknown while the original runs, and then answers what the original did', async () => {
    const { held, arrived, release } = heldAccount();
    const original = (await attempt(held)).charge();
    await arrived;
    const { cancel } = await attempt();
    expect(await cancel()).toMatchObject({ kind: 'unknown' });
    release();
    expect(await original).toMatchObject({ kind: 'succeeded' });
    expect(await cancel()).toMatchObject({ kind: 'succeeded' });
    expect(statuses()).toEqual(['succeeded']);
  });

  it('leaves the original unknown while the fence runs, and moves nothing', async () => {
    const { held, arrived, release } = heldAccount();
    const fence = (await attempt(held)).cancel();
    await arrived;
    const { charge } = await attempt();
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    release();
    expect(await fence).toEqual({ kind: 'canceled' });
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(statuses()).toEqual(['canceled']);
  });

  it('gives many fences and originals one answer between them', async () => {
    const { charge, cancel } = await attempt();
    await Promise.all([cancel(), charge(), cancel(), charge(), charge(), cancel()]);
    const last = await cancel();
    expect(['canceled', 'succeeded']).toContain(last.kind);
    expect(statuses()).toEqual([last.kind]);
  });
});
