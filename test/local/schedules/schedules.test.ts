import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Invocation } from '../../../local/sandbox/invocation.ts';
import { type Schedules, startSchedules } from '../../../local/schedules/schedules.ts';

const START_MS = Date.UTC(2026, 0, 1);

let invoked: { readonly functionId: string; readonly invocation: Invocation }[];
let schedules: Schedules;

beforeEach(() => {
  jest.useFakeTimers({ now: START_MS });
  invoked = [];
  schedules = startSchedules({
    schedules: [{ functionId: 'recovery.recover', everyMs: 60_000 }],
    clock: Date.now,
    invoke: async (functionId, invocation) => {
      invoked.push({ functionId, invocation });
      return { kind: 'answered', value: { due: invoked.length } };
    },
  });
});

afterEach(async () => {
  await schedules.stop();
  jest.useRealTimers();
});

describe('a schedule on this machine', () => {
  it('runs its function at its rate, with the event that EventBridge sends', async () => {
    await jest.advanceTimersByTimeAsync(59_999);
    expect(invoked).toEqual([]);
    await jest.advanceTimersByTimeAsync(60_001);

    expect(invoked.map(({ functionId }) => functionId)).toEqual(['recovery.recover', 'recovery.recover']);
    expect(invoked[0]?.invocation.event).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      time: '2026-01-01T00:01:00.000Z',
    });
  });

  it('remembers the last run, and runs now when asked to', async () => {
    expect(schedules.lastRun('recovery.recover')).toBeUndefined();
    const run = await schedules.runNow('recovery.recover');

    expect(run).toEqual({
      ranAt: '2026-01-01T00:00:00.000Z',
      result: { kind: 'answered', value: { due: 1 } },
    });
    expect(schedules.lastRun('recovery.recover')).toEqual(run);
  });

  it('is over when it is stopped', async () => {
    await schedules.stop();
    await jest.advanceTimersByTimeAsync(600_000);

    expect(invoked).toEqual([]);
  });
});
