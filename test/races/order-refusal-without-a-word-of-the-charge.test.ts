import { describe, expect, it } from '@jest/globals';
import { canceledBy, throttled } from '../rig/faulty-client.ts';
import { charge, startService } from '../rig/service.ts';
import { orderOf } from '../rig/until-definitive.ts';
import { CLAIMS, ENDINGS, type WriteStep } from '../rig/write-steps.ts';

describe('an order that says no while the charge said nothing', () => {
  const [claim, completion] = [CLAIMS[1], ENDINGS[1]] as [WriteStep, WriteStep];

  it.each([
    ['claim', claim],
    ['completion', completion],
  ])('is not believed when the charge is written already: the %s', async (_, step) => {
    const service = await startService();
    const request = await step.prepare(service);
    service.client.inject({
      ...step.write,
      at: 'after',
      error: canceledBy('None', 'ConditionalCheckFailed'),
    });

    expect((await service.call(request)).status).toBe(201);
    expect(service.telemetry.incidents).toEqual([]);
    expect(service.processor.effects()).toBe(1);
    expect((await orderOf(service, request)).status).toBe('paid');
  });

  it('is not believed when somebody else has claimed the charge meanwhile', async () => {
    const service = await startService();
    const request = await claim.prepare(service);
    await service.call(request);
    service.client.inject({
      ...claim.write,
      at: 'before',
      error: canceledBy('None', 'ConditionalCheckFailed'),
    });

    const reply = await service.call(request);
    expect([reply.status, reply.headers['idempotent-replayed']]).toEqual([201, 'true']);
  });

  it('is looked into again when the look is throttled', async () => {
    const service = await startService();
    const request = await claim.prepare(service);
    service.client.inject({
      ...claim.write,
      at: 'after',
      error: canceledBy('None', 'ConditionalCheckFailed'),
    });
    service.client.inject({ command: 'GetCommand', at: 'before', error: throttled(), times: 2 });

    expect((await service.call(request)).status).toBe(201);
    expect(service.processor.effects()).toBe(1);
  });

  it('is believed when the charge is not there', async () => {
    const service = await startService();
    const request = await claim.prepare(service);
    await service.call(charge('other', request.body));

    const reply = await service.call(request);
    expect([reply.status, reply.json.code]).toEqual([409, 'order-already-paid']);
  });
});
