import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import type { Response } from '../rig/invoke.ts';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

const read = (id: string): Promise<Response> => service.call({ route: 'GET /charges/{id}', path: { id } });

describe('a declined charge', () => {
  const DECLINED = { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' };
  const failure = { code: 'card-declined', message: 'The card was declined.' };

  it('is a problem that says why and names the charge, which has failed', async () => {
    const reply = await service.call(charge('k-declined', DECLINED));

    expectProblem(reply, 'card-declined');
    expect(reply.json).toMatchObject({ failure, chargeId: expect.stringMatching(/^ch_/) });
    expect((await read(reply.json.chargeId)).json).toEqual({
      id: reply.json.chargeId,
      object: 'charge',
      ...DECLINED,
      status: 'failed',
      amountRefunded: 0,
      orderId: null,
      description: null,
      metadata: null,
      failure,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('tells when it began and when it ended', async () => {
    service.processor.onNextCharge((_, pay) => {
      service.world.pass(2_500);
      return pay();
    });
    const began = new Date(service.world.clock()).toISOString();
    const { json } = await service.call(charge('k-timed', DECLINED));

    expect((await read(json.chargeId)).json).toMatchObject({
      createdAt: began,
      updatedAt: new Date(service.world.clock()).toISOString(),
    });
    expect(service.world.clock()).toBe(Date.parse(began) + 2_500);
  });

  it('is repeated byte by byte, whatever the card does later', async () => {
    const first = await service.call(charge('k-again', DECLINED));
    service.world.pass(40 * 24 * 60 * 60 * 1000);
    const again = await service.call(charge('k-again', DECLINED));

    expect(again.headers).toEqual({ ...first.headers, 'idempotent-replayed': 'true' });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(
      service.processor.calls.charge.filter(({ chargeId }) => chargeId === first.json.chargeId),
    ).toHaveLength(1);
  });

  it('leaves its order to another one', async () => {
    const placed = await service.call(order('o-2'));
    const paying = { amount: 2500, orderId: placed.json.id };
    expectProblem(await service.call(charge('k-3', { ...DECLINED, ...paying })), 'card-declined');

    expect((await service.call(charge('k-4', { ...CHARGE, ...paying }))).status).toBe(201);
  });
});
