import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalStripe } from '../../local/stripe/index.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { createOwnTables } from '../contenders/own-tables.ts';
import { median } from '../method/percentiles.ts';
import { turnsOf } from '../method/turns.ts';
import type { Say } from '../part.ts';
import { type Contender, type Operation, OURS } from './contenders.ts';
import { type FirstRequest, firstRequest, functionEnvironment } from './function-process.ts';

/** What one contender took for one operation: medians of all rounds. */
export interface Start {
  readonly operation: Operation;
  readonly contender: string;
  readonly bundleBytes: number;
  readonly loadedBytes: number;
  readonly loadMs: number;
  readonly answeredMs: number;
  readonly cpuMs: number;
  /** The median of ours divided by this one, round by round. */
  readonly oursToThis: { readonly answered: number; readonly cpu: number };
}

const EVENT = {
  order: () => toEvent({ route: 'POST /orders', key: randomUUID(), body: ORDER }),
  charge: () => toEvent({ route: 'POST /charges', key: randomUUID(), body: CHARGE }),
};

const summaryOf = (
  operation: Operation,
  contender: string,
  bundle: string,
  ours: readonly FirstRequest[],
  seen: readonly FirstRequest[],
): Start => {
  const medianOf = (name: keyof FirstRequest): number => median(seen.map((one) => one[name]));
  const ratioOf = (name: keyof FirstRequest): number =>
    median(seen.map((one, round) => (ours[round]?.[name] ?? Number.NaN) / one[name]));
  return {
    operation,
    contender,
    bundleBytes: statSync(bundle).size,
    loadedBytes: medianOf('loadedBytes'),
    loadMs: medianOf('loadMs'),
    answeredMs: medianOf('answeredMs'),
    cpuMs: medianOf('cpuMs'),
    oursToThis: { answered: ratioOf('answeredMs'), cpu: ratioOf('cpuMs') },
  };
};

/**
 * Has each contender start in a fresh process and answer its first request, `rounds` times in turn, after one round that
 * is not counted. Ours must be one of them: all are compared with it.
 */
export const measureStarts = async (
  operation: Operation,
  contenders: readonly Contender[],
  rounds: number,
  say: Say,
): Promise<readonly Start[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'payonce-starts-'));
  const { tables, client } = await freshTables();
  const { idempotency } = await createOwnTables(client);
  const stripe = await startLocalStripe();
  const { url } = await stripe.openDoor();
  const env = functionEnvironment({ ...tables, idempotency }, url);
  try {
    say(`${operation}: bundling ${contenders.length}`);
    const entrants = contenders.map(({ name, bundle }) => ({
      name,
      bundle: bundle(operation, directory),
      seen: [] as FirstRequest[],
    }));
    for (let round = -1; round < rounds; round += 1) {
      if (round % 10 === 0) say(`${operation}: ${round} of ${rounds} starts of each`);
      for (const { bundle, seen } of turnsOf(entrants, Math.max(0, round))) {
        const one = await firstRequest(bundle, EVENT[operation](), env);
        if (round >= 0) seen.push(one);
      }
    }
    const ours = entrants.find(({ name }) => name === OURS)?.seen ?? [];
    return entrants.map(({ name, bundle, seen }) => summaryOf(operation, name, bundle, ours, seen));
  } finally {
    await stripe.close();
    client.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
};
