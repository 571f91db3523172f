import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../simulation/random.ts';
import { lookBack } from './calm.ts';
import { openClient } from './client.ts';
import { openDeaths, planDeaths } from './deaths.ts';
import { countBooks, countOutcomes, type StormReport } from './figures.ts';
import { inParallel } from './in-parallel.ts';
import { openMisfortunes } from './misfortunes.ts';
import { openNotebook } from './notebook.ts';
import { openReceiptWatch } from './receipts.ts';
import { scheduleRecoveries } from './recoveries.ts';
import { type Database, openServer, type Server } from './server.ts';
import { tell } from './shoppers.ts';
import { drawStories, TENANTS } from './story.ts';

export interface StormOptions {
  readonly seed: number;
  /** At least so many, their repeats not counted. */
  readonly requests: number;
  /** Who runs the database in each life of the server, which is killed between them. */
  readonly lives: readonly Database[];
  /** Another kill, into a life without misfortunes: what moves money there can only be the recovery. */
  readonly isKilledForTheCalm: boolean;
  /** Shoppers at a time. */
  readonly shoppers: number;
  /** Processes per function. */
  readonly concurrency: number;
  /** A synthesized template. */
  readonly assembly: string;
  /** Of the functions in it. */
  readonly leaseMs: number;
  readonly say: (line: string) => void;
}

export interface Storm {
  /** Data and log of the server. */
  readonly directory: string;
  readonly done: Promise<StormReport>;
  /** Ends every process that was started, whatever it is doing. */
  readonly clearAway: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 5_000;

const storm = async (server: Server, directory: string, options: StormOptions): Promise<StormReport> => {
  const { seed, requests, shoppers, leaseMs, say } = options;
  const [first = 'of-the-server', ...others] = options.lives;
  const startedAtMs = performance.now();
  // Three sources: what is asked of one changes nothing of what the others give.
  const stories = drawStories(seededRandom(seed), requests);
  const receipts = openReceiptWatch(server);
  const shared = { server, directory, receipts, leaseMs };
  const misfortunes = openMisfortunes({ ...shared, random: seededRandom(~seed) });
  const deaths = openDeaths({ ...shared, random: seededRandom(-seed), say });
  const plan = planDeaths(deaths, others, stories.length);
  const notebook = openNotebook(misfortunes.strike);
  const clients = new Map(TENANTS.map((tenant) => [tenant as string, openClient(server, tenant, notebook)]));
  let told = 0;
  const progress = setInterval(
    () => say(`${told} of ${stories.length} stories are told, ${notebook.sent()} requests sent`),
    PROGRESS_EVERY_MS,
  );

  try {
    await server.start(first);
    const schedule = scheduleRecoveries(server);
    await inParallel(shoppers, stories, async (story) => {
      await server.untilUp();
      const playing = [...clients].filter(([tenant]) => story.tenants.includes(tenant));
      await Promise.all(playing.map(([, client]) => tell(client, story)));
      told += 1;
      plan.strike(told);
    }).finally(schedule.stop);
    await plan.untilOver();
    await misfortunes.end();
    const sentInStorm = notebook.sent();

    const calm = await lookBack({ ...options, server, deaths, receipts, notebook, clients });
    const { mails, struck } = receipts.seen();
    return {
      ...calm,
      replies: notebook.counts,
      figures: {
        requests,
        'requests sent, repeats included': sentInStorm,
        'sent once more in the calm': notebook.sent() - sentInStorm,
        ...misfortunes.counts,
        ...deaths.counts,
        'runs of the recovery': schedule.runs(),
        'ended by the recovery': schedule.ended() + calm.recovered,
        ...countBooks(calm.books),
        ...countOutcomes(server.logFile),
        'receipts seen': mails.length,
        'functions struck that send them': struck,
        seconds: Math.round((performance.now() - startedAtMs) / 1000),
      },
    };
  } finally {
    clearInterval(progress);
    await misfortunes.end();
  }
};

/**
 * Lets chance loose on the whole local server, and looks afterwards whether every promise was kept. The seed decides
 * what is done; when each thing happens is the machine's doing, so no two storms are the same.
 */
export const startStorm = async (options: StormOptions): Promise<Storm> => {
  const directory = mkdtempSync(join(tmpdir(), 'payonce-storm-'));
  const { assembly, concurrency } = options;
  const server = await openServer({ directory, assembly, concurrency });
  return { directory, done: storm(server, directory, options), clearAway: server.clearAway };
};
