import { describe, expect, it } from '@jest/globals';
import {
  canceledBy,
  connectionLost,
  connectionRefused,
  type Fault,
  serverError,
  throttled,
} from '../rig/faulty-client.ts';
import { expectAskAgain } from '../rig/replies.ts';
import { charge, type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { callsOf, orderOf, untilDefinitive } from '../rig/until-definitive.ts';
import { CLAIMS, ENDINGS, SINGLE_WRITES, TAKEOVERS, type WriteStep } from '../rig/write-steps.ts';

const forEver = (at: Fault['at'], error: Error): Fault => ({ at, error, times: Number.POSITIVE_INFINITY });

const UNANSWERED: readonly (readonly [string, Fault])[] = [
  ['never carried out', forEver('before', connectionLost())],
  ['carried out, all answers lost', forEver('after', connectionLost())],
  ['answered with server errors', forEver('before', serverError())],
];

const endsWell = async (service: Service, step: WriteStep, request: Parameters<Service['call']>[0]) => {
  service.client.recover();
  expect((await untilDefinitive(service, request)).status).toBe(step.end);
  expect(service.processor.effects()).toBe(step.effects);
  if (step.order) expect((await orderOf(service, request)).status).toBe(step.order);
  expect(service.telemetry.incidents).toEqual([]);
};

describe.each([...CLAIMS, ...SINGLE_WRITES])('$name, when the store cannot be reached', (step) => {
  it('answers "unavailable", executes nothing and writes nothing', async () => {
    const service = await startService();
    const request = await step.prepare(service);
    const [itemsBefore, callsBefore] = [await storedItems(service), callsOf(service)];
    service.client.inject(forEver('before', connectionRefused()));

    expectAskAgain(await service.call(request), 503, 'unavailable');
    expect(callsOf(service)).toBe(callsBefore);
    expect(await storedItems(service)).toEqual(itemsBefore);
    await endsWell(service, step, request);
  });
});

describe.each(TAKEOVERS)('$name, when it cannot be sent', (step) => {
  it('does not claim that nothing happened: its predecessor may have acted', async () => {
    const service = await startService();
    const request = await step.prepare(service);
    const callsBefore = callsOf(service);
    service.client.inject({ ...forEver('before', connectionRefused()), ...step.write });

    expectAskAgain(await service.call(request), 503, 'outcome-unknown');
    expect(callsOf(service)).toBe(callsBefore);
    await endsWell(service, step, request);
  });
});

describe.each([...CLAIMS, ...TAKEOVERS, ...SINGLE_WRITES])('$name, never answered', (step) => {
  it.each(UNANSWERED)(
    'executes nothing, says that the outcome is unknown, and is found later: %s',
    async (_, fault) => {
      const service = await startService();
      const request = await step.prepare(service);
      const callsBefore = callsOf(service);
      service.client.inject({ ...fault, ...step.write });

      expectAskAgain(await service.call(request), 503, 'outcome-unknown');
      expect(callsOf(service)).toBe(callsBefore);
      await endsWell(service, step, request);
    },
  );
});

describe.each(ENDINGS)('$name, never answered', (step) => {
  it.each([...UNANSWERED, ['unsendable', forEver('before', connectionRefused())] as const])(
    'guesses no answer, and the truth is found later: %s',
    async (_, fault) => {
      const service = await startService();
      const request = await step.prepare(service);
      service.client.inject({ ...fault, ...step.write });

      expectAskAgain(await service.call(request), 503, 'outcome-unknown');
      await endsWell(service, step, request);
    },
  );
});

describe('a store that answers with a refusal that no repetition mends', () => {
  it('stops the claim at once, before anything is executed', async () => {
    const service = await startService();
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    service.client.inject({ at: 'before', error: denied });

    const reply = await service.call(charge('k'));
    expect([reply.status, reply.json.code]).toEqual([500, 'internal-error']);
    expect([service.client.sent.length, callsOf(service)]).toEqual([1, 0]);
  });

  it('keeps the claim when it stops the completion', async () => {
    const service = await startService();
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    service.client.inject({ at: 'before', error: denied, command: 'UpdateCommand' });

    expect((await service.call(charge('k'))).status).toBe(500);
    expect((await untilDefinitive(service, charge('k'))).status).toBe(201);
    expect(service.processor.effects()).toBe(1);
  });
});

describe('a claim whose answer was lost and whose order then says no', () => {
  const claim = CLAIMS[1] as WriteStep;

  it.each([
    ['cannot be sent', connectionRefused()],
    ['is throttled', throttled()],
  ])('is unknown, not undone, when the look at the charge %s', async (_, error) => {
    const service = await startService();
    const request = await claim.prepare(service);
    service.client.inject({ ...claim.write, at: 'after', error: connectionLost() });
    service.client.inject({
      ...claim.write,
      at: 'before',
      error: canceledBy('None', 'ConditionalCheckFailed'),
    });
    service.client.inject({ ...forEver('before', error), command: 'GetCommand' });

    const reply = await service.call(request);
    expect(reply.status).not.toBe(201);
    expect(reply.json).toMatchObject({ retry: 'same-key' });
    expect(reply.json.code).not.toBe('unavailable');
    await endsWell(service, claim, request);
  });
});
