import { beforeEach, describe, expect, it } from '@jest/globals';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { noAnswer, refund } from '../refunds/refunding.ts';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import {
  CHARGE,
  charge,
  LEASE_MS,
  ORDER,
  order,
  SETTLE_AFTER_MS,
  type Service,
  startService,
} from '../rig/service.ts';
import { explained } from './explaining.ts';

const PERSONAL = {
  receiptEmail: 'ada@example.com',
  description: 'Two mugs for Ada',
  metadata: { cart: 'Lovelace-17' },
};

const idOf = (key: string): string => idFor(CHARGES_CREATE, 'acme', key);

let service: Service;
beforeEach(async () => {
  service = await startService();
});

const story = async (id = idOf('k')): Promise<string> => String(await explained(service, id));

/** An attempt that stands at the processor and never comes back. */
const openCharge = async (body: unknown = CHARGE) => {
  const paused = pauseNextCharge(service.processor);
  const reply = service.call(charge('k', body));
  await paused.reached;
  return { ...paused, reply };
};

describe('a charge that is explained', () => {
  it('is told from its claim to its end, with its order, its refunds and its payment', async () => {
    const { json: placed } = await service.call(order('o'));
    const body = { ...CHARGE, ...PERSONAL, amount: 2500, orderId: placed.id };
    const { json: paid } = await service.call(charge('k', body));
    const { json: back } = await service.call(refund(paid.id, 'r', { amount: 500 }));

    const told = await story();
    for (const words of [
      `Charge ${paid.id} of acme: €25.00, succeeded.`,
      'Claimed at 2026-01-01T00:00:00.000Z (+0.0 s)',
      'There was one attempt.',
      'Attempt 1: the request that claimed it (request id request-',
      'It was completed at 2026-01-01T00:00:00.000Z (+0.0 s) by the attempt that had claimed it.',
      `moved the money: payment pi_${paid.id}`,
      `It has paid the order ${placed.id}.`,
      '€5.00 of it has been given back; €20.00 can still be refunded.',
      `Refund ${back.id} of €5.00`,
      'gets the stored reply: status 201',
    ])
      expect(told).toContain(words);
  });

  it('shows nothing that its payer wrote', async () => {
    const { json: placed } = await service.call(order('o', { ...ORDER, metadata: { shelf: 'Babbage' } }));
    await service.call(charge('k', { ...CHARGE, ...PERSONAL, amount: 2500, orderId: placed.id }));

    for (const told of [await story(), await story(placed.id)])
      expect(told).not.toMatch(/ada@example|mugs|Lovelace|cart|shelf|Babbage/);
  });

  it('that was declined says what the processor said', async () => {
    await service.call(charge('k', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' }));
    const told = await story();
    expect(told).toContain('declined: card-declined ("The card was declined.")');
    expect(told).toContain('gets the stored reply: status 402');
  });

  it('ends with a log query by the fingerprint of its requests, by its id and by who was at it', async () => {
    const { json } = await service.call(charge('k'));
    const [{ fingerprint = '', requestId = '' } = {}] = service.telemetry.requests;
    const told = await explained(service, json.id, ['payonce-log']);
    expect(fingerprint).toHaveLength(8);
    expect(told).toContain(
      `fingerprint = "${fingerprint}" or @message like "${json.id}" or requestId = "${requestId}" | sort`,
    );
    expect(told).toContain("--log-group-names 'payonce-log'");
  });

  it('that does not exist is nothing, and neither is that of another tenant', async () => {
    await service.call({ ...charge('k'), tenant: 'globex' });
    expect(await explained(service, idFor(CHARGES_CREATE, 'globex', 'k'))).toBeUndefined();
    expect(await explained(service, idOf('k'))).toBeUndefined();
  });
});

describe('an open charge that is explained', () => {
  it('says until when nobody else may act', async () => {
    await openCharge();
    const told = await story();
    expect(told).toContain(`attempt 1 holds it until 2026-01-01T00:00:27.000Z (+27.0 s), 27.0 s from now`);
    expect(told).toContain(
      'takes it over from 2026-01-01T00:00:27.000Z (+27.0 s) on and resumes the payment.',
    );
    expect(told).toContain('From 2026-01-01T00:05:00.000Z (+5.0 min) on nobody pays any more');
    expect(told).toContain('is not known here. It would be under the key test-ch_');
    expect(told).toContain('gets 409 request-in-progress');
  });

  it.each([
    [0, 409, 'gets 409 request-in-progress'],
    [LEASE_MS, 201, 'takes it over and resumes the payment'],
    [SETTLE_AFTER_MS, 409, 'settles it and gets what is found out'],
  ])('foretells after %d ms what a repeat then gets', async (passedMs, status, words) => {
    await openCharge();
    service.world.pass(passedMs);
    expect(await story()).toContain(words);
    expect((await service.call(charge('k'))).status).toBe(status);
  });

  it('that was abandoned says that no money moved', async () => {
    await openCharge();
    service.world.pass(SETTLE_AFTER_MS);
    await service.call(charge('k'));
    expect(await story()).toContain('has moved no money for it, and will not');
  });

  it('that was released says so, and until when it is executed again', async () => {
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await service.call(charge('k'));
    expect(await story()).toContain('executes it again until 2026-01-01T00:05:00.000Z (+5.0 min)');
    service.world.pass(SETTLE_AFTER_MS);
    expect(await story()).toContain('now ends it: 409 charge-abandoned');
    expect((await service.call(charge('k'))).json.code).toBe('charge-abandoned');
    expect(await story()).toContain('one write: nothing had been done at the processor');
  });
});

describe('a refund that is explained', () => {
  it('says that it is resumed, never abandoned at the processor', async () => {
    const { json: paid } = await service.call(charge('k'));
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(paid.id, 'r'));
    const { data } = (await service.call({ route: 'GET /charges/{id}/refunds', path: { id: paid.id } })).json;
    const told = await story(data[0].id);
    expect(told).toContain('its amount taken off the charge in the same write');
    expect(told).toContain('the recovery resumes it as well');
    service.world.pass(SETTLE_AFTER_MS);
    expect(await story(data[0].id)).toContain('takes it over and resumes the refund');
  });
});
