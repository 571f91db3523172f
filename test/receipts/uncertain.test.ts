import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Mailer, MailOutcome } from '../../functions/receipts/mailer.ts';
import { ONE_RECEIPT_MS } from '../../functions/receipts/send-one.ts';
import { deriveId, tableKey } from '../../functions/shared/ids.ts';
import { capturedOutput } from '../rig/captured-output.ts';
import { connectionLost, serverError, WRITES } from '../rig/faulty-client.ts';
import { order } from '../rig/service.ts';
import { type Receipts, startReceipts } from './rig/receipts.ts';

/** The time that one receipt may take, and the margin for clocks. */
const LEASE_MS = ONE_RECEIPT_MS + 2_000;

let receipts: Receipts;

beforeAll(async () => {
  receipts = await startReceipts();
});
afterAll(() => receipts.stop());
beforeEach(() => {
  receipts.ses.clear();
  receipts.telemetry.incidents.length = 0;
});

const recordOf = async (chargeId: string) => {
  const id = deriveId('rec', 'acme', 'receipts.send', chargeId);
  const key = { TableName: receipts.tables.idempotency, Key: { pk: tableKey('acme', id) } };
  return (await receipts.engine.send(new GetCommand(key))).Item;
};

/** A mailer that stands still with the mail in its hands until it is let go. */
const heldMailer = (real: Mailer) => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const send: Mailer['send'] = async (to, receipt): Promise<MailOutcome> => {
    arrive();
    await held;
    return real.send(to, receipt);
  };
  return { mailer: { send }, arrived, letGo: () => letGo() };
};

describe('while no mail can be sent', () => {
  it('nothing is lost: what was refused for certain comes again, and goes out when it can', async () => {
    const one = await receipts.charged('down-1');
    const two = await receipts.charged('down-2');
    const batch = [...one.records, ...two.records];
    await receipts.ses.arm('mail-down', 1);

    for (let time = 0; time < 3; time += 1) expect(await receipts.deliver(batch)).toHaveLength(2);
    expect(receipts.sentTo()).toEqual([]);

    await receipts.ses.disarm();
    expect(await receipts.deliver(batch)).toEqual([]);
    expect(receipts.sentTo()).toHaveLength(2);
    expect(receipts.telemetry.incidents).toEqual([]);
  });

  it('an order that cannot be read keeps its receipt for later', async () => {
    const placed = await receipts.call(order('order-unread'));
    const { records } = await receipts.charged('unread', { amount: 2500, orderId: placed.json.id });
    receipts.client.inject({ at: 'before', error: serverError(), command: 'GetCommand' });

    expect(await receipts.deliver(records)).toHaveLength(1);
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
  });
});

describe('when the answer to a mail is lost', () => {
  it('it is not sent a second time: it may be out, and somebody is told to look', async () => {
    const { id, records } = await receipts.charged('lost');
    await receipts.ses.arm('mail-answer-lost', 1);

    expect(await receipts.deliver(records)).toEqual([]);
    receipts.world.pass(LEASE_MS);
    expect(await receipts.deliver(records)).toEqual([]);

    expect(receipts.sentTo()).toEqual(['ada@example.com']);
    expect(receipts.telemetry.incidents).toEqual(['receipt-unknown']);
    expect(await recordOf(id)).toMatchObject({ chargeId: id, receipt: 'unknown' });
  });

  it('a person can send it again, once for each time that it is meant', async () => {
    const { id, records } = await receipts.charged('lost-then-again');
    await receipts.ses.arm('mail-answer-lost', 1);
    await receipts.deliver(records);

    expect(await receipts.byHand({ chargeId: id })).toEqual({ receipt: 'unknown' });
    expect(receipts.sentTo()).toHaveLength(1);
    for (let time = 0; time < 2; time += 1)
      expect(await receipts.byHand({ chargeId: id, again: 'customer asked' })).toEqual({ receipt: 'sent' });
    expect(receipts.sentTo()).toHaveLength(2);
  });
});

describe('a function that dies with the mail in its hands', () => {
  it('is waited for while its lease runs, and is not followed by a second mail', async () => {
    const { records } = await receipts.charged('crash');
    const { mailer, arrived } = heldMailer(receipts.mailer);
    void receipts.deliver(records, receipts.instance({ mailer }));
    await arrived;

    expect(await receipts.deliver(records)).toHaveLength(1);
    receipts.world.pass(LEASE_MS);
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual([]);
    expect(receipts.telemetry.incidents).toEqual(['receipt-unknown']);
  });

  it('and comes back to life after somebody took over has sent one mail, not two', async () => {
    const { id, records } = await receipts.charged('zombie');
    const { mailer, arrived, letGo } = heldMailer(receipts.mailer);
    const zombie = receipts.deliver(records, receipts.instance({ mailer }));
    await arrived;
    receipts.world.pass(LEASE_MS);
    await receipts.deliver(records);

    letGo();
    expect(await zombie).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
    expect(await recordOf(id)).toMatchObject({ receipt: 'unknown' });
  });
});

describe('when the table does not answer', () => {
  it('a claim that may have been made is not acted upon', async () => {
    const { records } = await receipts.charged('claim-lost');
    receipts.client.inject({ at: 'before', error: connectionLost(), containing: WRITES.claim, times: 1_000 });
    expect(await receipts.deliver(records)).toHaveLength(1);
    receipts.client.recover();

    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
  });

  it('a mail that could not be written down as sent is not sent again', async () => {
    const { records } = await receipts.charged('completion-lost');
    receipts.client.inject({
      at: 'before',
      error: connectionLost(),
      containing: WRITES.completion,
      times: 1_000,
    });
    expect(await receipts.deliver(records)).toHaveLength(1);
    receipts.client.recover();

    receipts.world.pass(LEASE_MS);
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
    expect(receipts.telemetry.incidents).toEqual(['receipt-unknown']);
  });
});

describe('a batch', () => {
  it('sets a record aside that nobody can write about, tells somebody, and goes on', async () => {
    const before = await receipts.charged('before');
    const poison = await receipts.charged('poison');
    const after = await receipts.charged('after');
    const records = [...before.records, ...poison.records, ...after.records];
    for (const { dynamodb } of poison.records)
      Object.assign(dynamodb.NewImage ?? {}, { currency: { S: 'XXQ' } });

    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toHaveLength(2);
    expect(receipts.deadLetters()).toEqual([{ tenant: 'acme', chargeId: poison.id, reason: 'Error' }]);
    expect(receipts.telemetry.incidents).toEqual(['receipt-unwritable']);
  });

  it('asks for such a record again while it cannot be set aside', async () => {
    const { records } = await receipts.charged('poison-kept');
    for (const { dynamodb } of records) Object.assign(dynamodb.NewImage ?? {}, { amount: { S: 'much' } });
    const full = receipts.instance({ deadLetters: { put: () => Promise.reject(new Error('no queue')) } });

    expect(await receipts.deliver(records, full)).toEqual([records.at(-1)?.dynamodb.SequenceNumber]);
    expect(receipts.telemetry.incidents).toEqual([]);
  });

  it('stops before a receipt for which there is no time left', async () => {
    const one = await receipts.charged('late-1');

    expect(await receipts.deliver(one.records, undefined, ONE_RECEIPT_MS - 1)).toHaveLength(
      one.records.length,
    );
    expect(receipts.sentTo()).toEqual([]);
    expect(await receipts.deliver(one.records, undefined, ONE_RECEIPT_MS)).toEqual([]);
    expect(receipts.sentTo()).toHaveLength(1);
  });

  it('does not wait for an address that SES cannot read: somebody is told', async () => {
    const bad = await receipts.charged('bad-address', { receiptEmail: 'ada@example.com' });
    for (const { dynamodb } of bad.records)
      Object.assign(dynamodb.NewImage ?? {}, { receiptEmail: { S: 'ada' } });

    expect(await receipts.deliver(bad.records)).toEqual([]);
    expect(await recordOf(bad.id)).toMatchObject({ receipt: 'refused' });
    expect(receipts.telemetry.incidents).toEqual(['receipt-refused']);
  });
});

describe('sending a receipt by hand', () => {
  it('sends one that never went out, and does nothing about one that did', async () => {
    const { id, records } = await receipts.charged('by-hand');
    await receipts.ses.arm('mail-down', 1);
    await receipts.deliver(records);
    await receipts.ses.disarm();

    for (let time = 0; time < 2; time += 1)
      expect(await receipts.byHand({ chargeId: id })).toEqual({ receipt: 'sent' });
    expect(receipts.sentTo()).toHaveLength(1);
  });

  it('knows no charge of another tenant, none that failed, and no refund', async () => {
    const { id } = await receipts.charged('of-acme');
    const declined = await receipts.charged('declined', { paymentMethod: 'pm_card_chargeDeclined' });
    const none = { receipt: 'no-such-charge' };

    expect(await receipts.byHand({ chargeId: id, tenant: 'globex' })).toEqual(none);
    expect(await receipts.byHand({ chargeId: declined.id })).toEqual(none);
    expect(await receipts.byHand({ chargeId: 're_1' })).toEqual(none);
    expect(receipts.sentTo()).toEqual([]);
  });
});

describe('what is kept of a receipt', () => {
  it('is whose it was and what became of it, for thirty days: no address and no text', async () => {
    const { id, records } = await receipts.charged('kept');
    const output = await capturedOutput(() => receipts.deliver(records));
    const item = await recordOf(id);

    expect(item).toMatchObject({ tenant: 'acme', chargeId: id, receipt: 'sent', record: { by: 'receipts' } });
    expect(item?.expiresAtS).toBe(Math.ceil(receipts.world.clock() / 1000) + 30 * 24 * 60 * 60);
    for (const written of [JSON.stringify(item), output])
      expect(written).not.toMatch(/ada|example\.com|49\.99/);
  });
});
