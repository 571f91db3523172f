import { setTimeout as passed } from 'node:timers/promises';
import { type Client, send } from '../../local/http/rig/client.ts';
import { type Resource, readAll } from './books.ts';
import { reach } from './client.ts';
import type { Server } from './server.ts';

/** A minute of a deployment, as much shorter as the time after which a charge is settled. */
const EVERY_MS = 2_000;

/** Two minutes: whatever is left is due after some seconds. */
const RUNS_MAX = 120;

const recovery = { method: 'POST', path: '/local/recovery' };

export interface Schedule {
  readonly runs: () => number;
  /** Charges. */
  readonly ended: () => number;
  readonly stop: () => void;
}

const endedBy = (report: { settled: number; abandoned: number }): number => report.settled + report.abandoned;

/** Lets the recovery run again and again, whether or not the run before has ended. */
export const scheduleRecoveries = (server: Pick<Server, 'url'>): Schedule => {
  let runs = 0;
  let ended = 0;
  const run = async (): Promise<void> => {
    const { status, json } = await send(server.url, recovery);
    if (status !== 200) return;
    runs += 1;
    ended += endedBy(json);
  };
  // The server may be away, or the function be killed: the next run makes it good.
  const timer = setInterval(() => run().catch(() => {}), EVERY_MS);
  return { runs: () => runs, ended: () => ended, stop: () => clearInterval(timer) };
};

const isOpen = ({ status }: Resource): boolean => status === 'processing';

/** Runs the recovery until every charge has ended, or it is certain that some never will. */
export const recoverAll = async (server: Server, clients: ReadonlyMap<string, Client>): Promise<number> => {
  let ended = 0;
  for (let run = 0; run < RUNS_MAX; run += 1) {
    const { json } = await reach(server, recovery);
    ended += endedBy(json);
    if (json.due === 0 && !(await readAll(clients, 'charges')).some(isOpen)) break;
    await passed(1_000);
  }
  return ended;
};
