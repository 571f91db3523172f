import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../rig/service.ts';
import { untilDefinitive } from '../rig/until-definitive.ts';
import {
  charged,
  chargeNow,
  noAnswer,
  notStarted,
  refund,
  refundsNow,
  refusedBy,
  returned,
} from './refunding.ts';

let service: Service;
let chargeId: string;

beforeEach(async () => {
  service = await startService();
  chargeId = await charged(service);
});

describe('fifty partial refunds at the same time', () => {
  it('together never give back more than was charged', async () => {
    const requests = Array.from({ length: 50 }, (_, n) => refund(chargeId, `r-${n}`, { amount: 150 }));
    await Promise.all(requests.map((request) => service.call(request)));
    const ends = [];
    for (const request of requests) ends.push(await untilDefinitive(service, request));

    const succeeded = ends.filter(({ status }) => status === 201);
    const others = ends.filter(({ status }) => status !== 201);
    expect(succeeded).toHaveLength(33);
    for (const { json } of others)
      expect(json).toMatchObject({ code: 'refund-exceeds-charge', refundable: 49 });
    expect(returned(service)).toBe(33 * 150);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 33 * 150 });
    expect(await refundsNow(service, chargeId)).toHaveLength(20);
  });
});

describe('fifty copies of one refund', () => {
  it('give back once, and all who get an answer get the same', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => service.call(refund(chargeId, 'r', { amount: 150 }))),
    );
    const texts = new Set(replies.filter(({ status }) => status === 201).map(({ text }) => text));

    expect(texts.size).toBe(1);
    expect(returned(service)).toBe(150);
    expect((await service.call(refund(chargeId, 'all'))).json.amount).toBe(4999 - 150);
  });
});

describe('an amount that is open', () => {
  it('is taken until its refund has ended', async () => {
    service.processor.onNextRefund(() => noAnswer);
    const open = await service.call(refund(chargeId, 'a', { amount: 3000 }));

    expect([open.status, open.json.code]).toEqual([503, 'outcome-unknown']);
    expect((await service.call(refund(chargeId, 'b', { amount: 2000 }))).json.refundable).toBe(1999);
    expect((await untilDefinitive(service, refund(chargeId, 'a', { amount: 3000 }))).status).toBe(201);
    expect(returned(service)).toBe(3000);
  });

  it('is what it was when it is resumed, whatever is left by then', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'rest'));
    const end = await untilDefinitive(service, refund(chargeId, 'rest'));

    expect([end.status, end.json.amount]).toEqual([201, 4999]);
    expect(service.processor.calls.refund.map(({ amount }) => amount)).toEqual([4999, 4999]);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 4999 });
  });

  it('is free again at once when the processor could not be reached', async () => {
    service.processor.onNextRefund(() => notStarted);
    const down = await service.call(refund(chargeId, 'a', { amount: 3000 }));
    const other = await service.call(refund(chargeId, 'b', { amount: 4000 }));
    const again = await service.call(refund(chargeId, 'a', { amount: 3000 }));

    expect([down.status, down.json.code, other.status]).toEqual([503, 'unavailable', 201]);
    expect([again.status, again.json.code]).toEqual([409, 'refund-exceeds-charge']);
    expect(returned(service)).toBe(4000);
  });
});

describe('a refund that was asked for before', () => {
  it('is not called refused while the earlier request may yet be accepted', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r'));
    service.world.pass(60_000);
    service.processor.onNextRefund(() => refusedBy(false));
    const doubtful = await service.call(refund(chargeId, 'r'));
    expect([doubtful.status, doubtful.json.code]).toEqual([503, 'outcome-unknown']);

    service.world.pass(60_000);
    service.processor.onNextRefund(() => refusedBy(true));
    expect((await service.call(refund(chargeId, 'r'))).json.code).toBe('refund-failed');
  });

  it('is refused when it is the first to ask', async () => {
    service.processor.onNextRefund(() => refusedBy(false));
    expect((await service.call(refund(chargeId, 'r'))).json.code).toBe('refund-failed');
  });

  it('does not give its amount back when a takeover cannot start', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r', { amount: 4000 }));
    service.world.pass(60_000);
    service.processor.onNextRefund(() => notStarted);

    expect((await service.call(refund(chargeId, 'r', { amount: 4000 }))).json.code).toBe('outcome-unknown');
    expect((await service.call(refund(chargeId, 'x', { amount: 1000 }))).json.refundable).toBe(999);
  });
});
