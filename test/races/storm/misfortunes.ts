import { setTimeout as passed } from 'node:timers/promises';
import { send } from '../../local/http/rig/client.ts';
import type { Random } from '../../simulation/random.ts';
import { drawFunction, isStillThere, signal } from './processes.ts';
import type { ReceiptWatch } from './receipts.ts';
import type { Server } from './server.ts';

export interface MisfortunesOptions {
  readonly server: Pick<Server, 'url'>;
  readonly directory: string;
  readonly receipts: Pick<ReceiptWatch, 'strike'>;
  readonly random: Random;
  /** Of the functions. */
  readonly leaseMs: number;
}

export interface Misfortunes {
  readonly counts: Readonly<Record<'faults' | 'functionKills' | 'stalls', number>>;
  /** Does what is due after so many replies. */
  readonly strike: (heard: number) => void;
  /** No more of it: what stands still goes on. */
  readonly end: () => Promise<void>;
}

/** Replies between two misfortunes. */
const EVERY = { min: 2, max: 10 };

const OPERATIONS = ['charges.create', 'orders.create', 'orders.replace', 'orders.cancel'];

const drawFault = (random: Random): object => {
  // Half of them are spent on repeats, which move no money.
  const times = random.pick([1, 2, 2, 3, 6]);
  const operation = random.pick(OPERATIONS);
  // The slowest outlast the function: the money moves when nobody is there any more to be told.
  const ms = random.between(50, 4_000);
  const fault = random.pick([
    'drop-response',
    'crash-before-effect',
    'crash-after-effect',
    'processor-timeout',
    'processor-timeout',
    'processor-down',
    'slow-processor',
  ]);
  if (fault === 'drop-response') return { fault, times, operation };
  return fault === 'slow-processor' ? { fault, times, ms } : { fault, times };
};

/** What happens to the processor, to connections and to single functions while the server runs. */
export const openMisfortunes = (options: MisfortunesOptions): Misfortunes => {
  const { server, directory, receipts, random, leaseMs } = options;
  const counts = { faults: 0, functionKills: 0, stalls: 0 };
  const underWay = new Set<Promise<void>>();
  let nextAfterHeard = random.between(EVERY.min, EVERY.max);
  const over = new AbortController();

  const arm = async (fault: object): Promise<void> => {
    const { status, text } = await send(server.url, { path: '/local/faults', body: fault });
    if (status !== 204) throw new Error(text);
    counts.faults += 1;
  };
  const killOne = async (choose: ReturnType<typeof drawFunction>): Promise<void> => {
    const chosen = choose(directory);
    if (chosen === undefined || !signal(chosen, 'SIGKILL')) return;
    counts.functionKills += 1;
    receipts.strike([chosen]);
  };
  const stallOne = async (choose: ReturnType<typeof drawFunction>, ms: number): Promise<void> => {
    const chosen = choose(directory);
    if (chosen === undefined || !signal(chosen, 'SIGSTOP')) return;
    counts.stalls += 1;
    receipts.strike([chosen]);
    await passed(ms, undefined, { signal: over.signal }).catch(() => {});
    if (isStillThere(directory, chosen)) signal(chosen, 'SIGCONT');
  };

  /** Everything is drawn, needed or not, before anything is awaited: a seed always draws the same. */
  const draw = (): (() => Promise<void>) => {
    const kind = random.pick(['fault', 'fault', 'fault', 'kill', 'stall']);
    const fault = drawFault(random);
    const choose = drawFunction(random);
    // The longest is past the lease; but a server that is there kills what overruns.
    const stallMs = random.pick([100, 500, 1_500, leaseMs]);
    if (kind === 'fault') return () => arm(fault);
    return kind === 'kill' ? () => killOne(choose) : () => stallOne(choose, stallMs);
  };

  return {
    counts,
    strike: (heard) => {
      if (over.signal.aborted || heard < nextAfterHeard) return;
      nextAfterHeard = heard + random.between(EVERY.min, EVERY.max);
      const work = draw()();
      underWay.add(work);
      // Nothing can be done to a server that is away.
      work.catch(() => {}).finally(() => underWay.delete(work));
    },
    end: async () => {
      over.abort();
      await Promise.allSettled(underWay);
    },
  };
};
