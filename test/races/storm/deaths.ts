import { setTimeout as passed } from 'node:timers/promises';
import type { Random } from '../../simulation/random.ts';
import { drawFunction, isStillThere, processesOf, type StormProcess, signal } from './processes.ts';
import type { ReceiptWatch } from './receipts.ts';
import type { Database, Server } from './server.ts';

export interface DeathsOptions {
  readonly server: Server;
  readonly directory: string;
  readonly receipts: Pick<ReceiptWatch, 'look' | 'strike'>;
  readonly random: Random;
  /** Of the functions. */
  readonly leaseMs: number;
  readonly say: (line: string) => void;
}

export interface Deaths {
  readonly counts: Readonly<Record<'serverKills' | 'engineKills' | 'zombies', number>>;
  /** Functions that went on without their server. */
  readonly survivors: readonly string[];
  /** Kills the server in the middle of everything and starts it again. */
  readonly kill: (next: Database) => Promise<void>;
  /** Waits until nothing is left of the killed servers. */
  readonly untilBuried: () => Promise<void>;
}

const ZOMBIES_MAX = 4;

/** A function whose server is gone ends in milliseconds; only a failure waits so long. */
const ENDS_WITHIN_MS = 30_000;

/**
 * Power cuts. Some functions stand still at that moment and wake up in the next life of the server, some of them past
 * their lease; and half of the time a database of the server's own is killed with it instead of ended by it.
 */
export const openDeaths = (options: DeathsOptions): Deaths => {
  const { server, directory, receipts, random, leaseMs, say } = options;
  const counts = { serverKills: 0, engineKills: 0, zombies: 0 };
  const survivors: string[] = [];
  const burials: Promise<void>[] = [];

  const bury = async (
    orphans: readonly StormProcess[],
    zombies: readonly StormProcess[],
    thawAfterMs: number,
  ): Promise<void> => {
    await passed(zombies.length === 0 ? 0 : thawAfterMs);
    for (const zombie of zombies) if (isStillThere(directory, zombie)) signal(zombie, 'SIGCONT');
    const left = () => orphans.filter((orphan) => isStillThere(directory, orphan));
    const deadlineMs = Date.now() + ENDS_WITHIN_MS;
    while (left().length > 0 && Date.now() < deadlineMs) await passed(50);
    survivors.push(...left().map(({ pid, bundle }) => `${pid} (${bundle})`));
  };

  const kill = async (next: Database): Promise<void> => {
    const choices = Array.from({ length: random.between(0, ZOMBIES_MAX) }, () => drawFunction(random));
    const [beforeMs, awayMs] = [random.between(0, 200), random.between(0, 1_000)];
    const thawAfterMs = random.pick([0, leaseMs, leaseMs]);
    const takesEngine = random.chance(0.5);

    const zombies = choices.flatMap((choose) => choose(directory) ?? []);
    for (const zombie of zombies) signal(zombie, 'SIGSTOP');
    await passed(beforeMs);
    await receipts.look();
    const orphans = processesOf(directory, 'function');
    receipts.strike(orphans);
    const [engine] = processesOf(directory, 'engine');
    if (takesEngine && engine !== undefined && server.database() === 'of-the-server')
      counts.engineKills += signal(engine, 'SIGKILL') ? 1 : 0;
    await server.kill();
    counts.serverKills += 1;
    counts.zombies += zombies.length;
    say(`the server was killed: ${orphans.length} functions are left, ${zombies.length} stand still`);
    burials.push(bury(orphans, zombies, thawAfterMs));
    await passed(awayMs);
    await server.start(next);
    say('the server is back');
  };

  return {
    counts,
    survivors,
    kill,
    untilBuried: async () => {
      await Promise.all(burials);
    },
  };
};

export interface PlannedDeaths {
  readonly strike: (told: number) => void;
  readonly untilOver: () => Promise<void>;
}

/** Kills the server whenever another part of the stories has been told, into each of these lives. */
export const planDeaths = ({ kill }: Deaths, lives: readonly Database[], stories: number): PlannedDeaths => {
  const planned = lives.map((next, index) => ({
    next,
    afterTold: (stories * (index + 1)) / (lives.length + 1),
  }));
  let over = Promise.resolve();
  return {
    strike: (told: number): void => {
      if (planned[0] === undefined || told < planned[0].afterTold) return;
      const { next } = planned.shift() ?? planned[0];
      over = over.then(() => kill(next));
      // A server that does not come back is told by everybody who waits for it.
      over.catch(() => {});
    },
    untilOver: () => over,
  };
};
