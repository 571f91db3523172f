import { parentPort } from 'node:worker_threads';

type World = typeof import('./world.ts');

/** One thing to run in a mutant's world, named by the bundle's address. No seed: the calm day. */
export interface Errand {
  readonly url: string;
  readonly seed: number | undefined;
}

export type Found =
  | { readonly kind: 'calm-day'; readonly breakages: readonly string[] }
  | { readonly kind: 'seed'; readonly report: Awaited<ReturnType<World['runSeed']>> };

// As in `seed-worker.ts`: nobody reads where a refusal was made.
Error.stackTraceLimit = 0;

// A thread of its own: a mutant that never comes to an end can be ended with it.
parentPort?.on('message', async ({ url, seed }: Errand) => {
  const world = (await import(url)) as World;
  const found: Found =
    seed === undefined
      ? { kind: 'calm-day', breakages: await world.calmDay() }
      : { kind: 'seed', report: await world.runSeed(seed, { stopAtFirst: true }) };
  parentPort?.postMessage(found);
});
