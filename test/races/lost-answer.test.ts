import { describe, expect, it } from '@jest/globals';
import {
  connectionLost,
  connectionRefused,
  type Fault,
  serverError,
  timedOut,
} from '../rig/faulty-client.ts';
import { expectReplay } from '../rig/replies.ts';
import { startService } from '../rig/service.ts';
import { callsOf, orderOf, untilDefinitive } from '../rig/until-definitive.ts';
import { CLAIMS, ENDINGS, SINGLE_WRITES, TAKEOVERS } from '../rig/write-steps.ts';

const FAULTS: readonly (readonly [name: string, fault: Fault])[] = [
  ['it was carried out and its answer was lost', { at: 'after', error: connectionLost() }],
  ['it was carried out and its answer was too late', { at: 'after', error: timedOut() }],
  ['it was carried out and answered with a server error', { at: 'after', error: serverError() }],
  [
    'the answers of its first three repetitions were lost',
    { at: 'after', error: connectionLost(), times: 3 },
  ],
  ['it was never carried out', { at: 'before', error: connectionLost() }],
  ['it was refused with a server error', { at: 'before', error: serverError(), times: 2 }],
  ['it could not be sent', { at: 'before', error: connectionRefused(), times: 2 }],
];

describe.each([...CLAIMS, ...TAKEOVERS, ...ENDINGS, ...SINGLE_WRITES])('$name', (step) => {
  it.each(FAULTS)('is not refused by itself and not made twice when %s', async (_, fault) => {
    const service = await startService();
    const request = await step.prepare(service);
    const callsBefore = callsOf(service);
    service.client.inject({ ...fault, ...step.write });

    const reply = await service.call(request);
    expect([reply.status, reply.json.code]).toEqual([step.reply[0], step.reply[1]]);
    expect(reply.headers['idempotent-replayed']).toBeUndefined();
    expect(callsOf(service) - callsBefore).toBe(step.calls);

    const last = await untilDefinitive(service, request);
    expect([last.status, service.processor.effects()]).toEqual([step.end, step.effects]);
    if (step.reply[0] === step.end) expectReplay(last, reply);
    if (step.order) expect((await orderOf(service, request)).status).toBe(step.order);
    expect([service.telemetry.incidents, service.telemetry.failures]).toEqual([[], []]);
  });
});
