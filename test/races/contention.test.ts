import { describe, expect, it } from '@jest/globals';
import { canceledBy, conflict, type Fault, throttled } from '../rig/faulty-client.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { startService } from '../rig/service.ts';
import { callsOf, orderOf, untilDefinitive } from '../rig/until-definitive.ts';
import { CLAIMS, ENDINGS, SINGLE_WRITES, TAKEOVERS, type WriteStep } from '../rig/write-steps.ts';

const inProgress = (): Error =>
  Object.assign(new Error('in progress'), { name: 'TransactionInProgressException' });

/** All that DynamoDB may say for "not now". In a transaction, also beside a refusal that then means nothing. */
const notNow = ({ write }: WriteStep): readonly (readonly [string, Error])[] =>
  write.command === 'TransactWriteCommand'
    ? [
        ['a conflict on the order', canceledBy('None', 'TransactionConflict')],
        ['a conflict on the charge', canceledBy('TransactionConflict', 'None')],
        ['a conflict on both', canceledBy('TransactionConflict', 'TransactionConflict')],
        [
          'a conflict on the charge beside a refusal',
          canceledBy('TransactionConflict', 'ConditionalCheckFailed'),
        ],
        ['a throttle on the charge', canceledBy('ProvisionedThroughputExceeded', 'None')],
        ['a throttle on the order', canceledBy('None', 'ThrottlingError')],
        ['a transaction in progress', inProgress()],
        ['a throttle', throttled()],
      ]
    : [
        ['a conflict', conflict()],
        ['a throttle', throttled()],
      ];

/** To the end, two of them will do: how each is read is tested where it is read. */
const twoOf = (step: WriteStep) => notNow(step).slice(0, 2);

const always = (error: Error): Fault => ({ at: 'before', error, times: Number.POSITIVE_INFINITY });

const ALL = [...CLAIMS, ...TAKEOVERS, ...ENDINGS, ...SINGLE_WRITES];

describe.each(ALL)('$name', (step) => {
  it.each(notNow(step))('takes %s for neither a refusal nor a fence', async (_, error) => {
    const service = await startService();
    const request = await step.prepare(service);
    const callsBefore = callsOf(service);
    service.client.inject({ at: 'before', error, times: 3, ...step.write });

    const reply = await service.call(request);
    expect([reply.status, reply.json.code]).toEqual([step.reply[0], step.reply[1]]);
    expect(callsOf(service) - callsBefore).toBe(step.calls);

    const last = await untilDefinitive(service, request);
    expect([last.status, service.processor.effects()]).toEqual([step.end, step.effects]);
    if (step.reply[0] === step.end) expectReplay(last, reply);
    if (step.order) expect((await orderOf(service, request)).status).toBe(step.order);
    expect([service.telemetry.incidents, service.telemetry.failures]).toEqual([[], []]);
  });
});

describe.each([...CLAIMS, ...TAKEOVERS, ...SINGLE_WRITES])('$name, contended to the end', (step) => {
  it.each(twoOf(step))('executes nothing and answers "in progress" to %s', async (_, error) => {
    const service = await startService();
    const request = await step.prepare(service);
    const callsBefore = callsOf(service);
    service.client.inject({ ...always(error), ...step.write });

    expectAskAgain(await service.call(request), 409, 'request-in-progress');
    expect(callsOf(service)).toBe(callsBefore);

    service.client.recover();
    expect((await untilDefinitive(service, request)).status).toBe(step.end);
    expect(service.processor.effects()).toBe(step.effects);
  });
});

describe.each(ENDINGS)('$name, contended to the end', (step) => {
  it.each(twoOf(step))('keeps the claim, says so to %s, and the truth is found later', async (_, error) => {
    const service = await startService();
    const request = await step.prepare(service);
    service.client.inject({ ...always(error), ...step.write });

    expectAskAgain(await service.call(request), 503, 'outcome-unknown');
    expectAskAgain(await service.call(request), 409, 'request-in-progress');

    service.client.recover();
    expect((await untilDefinitive(service, request)).status).toBe(step.end);
    expect(service.processor.effects()).toBe(step.effects);
    if (step.order) expect((await orderOf(service, request)).status).toBe(step.order);
  });
});
