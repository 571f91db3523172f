import { randomUUID } from 'node:crypto';
import type { Invocation, InvocationResult } from '../sandbox/invocation.ts';
import type { Schedule } from '../template/model.ts';

/** The last time that a schedule's function ran, and what it answered. */
export interface LastRun {
  /** RFC 3339, UTC. */
  readonly ranAt: string;
  readonly result: InvocationResult;
}

export interface Schedules {
  /** Runs it now, besides its schedule, and waits for it. */
  runNow(functionId: string): Promise<LastRun>;
  lastRun(functionId: string): LastRun | undefined;
  stop(): Promise<void>;
}

export interface SchedulesOptions {
  readonly schedules: readonly Schedule[];
  readonly invoke: (functionId: string, invocation: Invocation) => Promise<InvocationResult>;
  readonly clock: () => number;
}

/** The event as EventBridge sends it. */
const toEvent = (id: string, ranAt: string) => ({
  version: '0',
  id,
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  time: ranAt,
  detail: {},
});

/** Runs the template's scheduled functions at their rates, whether or not the run before has ended, as EventBridge does. */
export const startSchedules = ({ schedules, invoke, clock }: SchedulesOptions): Schedules => {
  const lastRuns = new Map<string, LastRun>();

  const runNow = async (functionId: string): Promise<LastRun> => {
    const requestId = randomUUID();
    const ranAt = new Date(clock()).toISOString();
    const result = await invoke(functionId, {
      requestId,
      event: toEvent(requestId, ranAt),
      fault: undefined,
    });
    const run = { ranAt, result };
    lastRuns.set(functionId, run);
    return run;
  };

  const timers = schedules.map(({ functionId, everyMs }) =>
    setInterval(() => void runNow(functionId), everyMs),
  );
  return {
    runNow,
    lastRun: (functionId) => lastRuns.get(functionId),
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};
