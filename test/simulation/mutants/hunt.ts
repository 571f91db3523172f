import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWith } from './build.ts';
import { type Hunter, startHunter } from './hunter-pool.ts';
import type { Mutant } from './mutant.ts';

/** How it went for a mutant. */
export type Verdict =
  | {
      readonly kind: 'caught';
      readonly seed: number;
      readonly invariants: readonly string[];
      /** Sent in all worlds until then. */
      readonly requests: number;
    }
  | { readonly kind: 'survived'; readonly seeds: number; readonly requests: number }
  /** It does not do the wrong thing, it does not work: no proof of anything. */
  | { readonly kind: 'broken'; readonly why: string }
  /** The code has changed: there is nothing any more that the mutant could change. */
  | { readonly kind: 'outdated'; readonly why: string }
  /** A world with it does not come to an end. */
  | { readonly kind: 'endless'; readonly seed: number };

export interface Hunted {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

interface HuntOptions {
  /** How many worlds a mutant gets to show itself: seeds 1, 2, 3, … */
  readonly seeds: number;
  /** Threads. */
  readonly workers: number;
  readonly onVerdict?: (hunted: Hunted) => void;
}

const hunt = async (hunter: Hunter, url: string, seeds: number): Promise<Verdict> => {
  const day = await hunter.run({ url, seed: undefined });
  if (day?.kind !== 'calm-day') return { kind: 'endless', seed: 0 };
  if (day.breakages.length > 0) return { kind: 'broken', why: day.breakages.join('; ') };

  let requests = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const found = await hunter.run({ url, seed });
    if (found?.kind !== 'seed') return { kind: 'endless', seed };
    requests += found.report.requests;
    const { violations } = found.report;
    if (violations.length > 0)
      return {
        kind: 'caught',
        seed,
        requests,
        invariants: [...new Set(violations.map(({ invariant }) => invariant))],
      };
  }
  return { kind: 'survived', seeds, requests };
};

const brokenBy = (error: unknown): Verdict => ({ kind: 'broken', why: String(error) });

/** Sets every mutant free in worlds from the same seeds, several at a time, until each is caught or time is up. */
export const huntAll = async (mutants: readonly Mutant[], options: HuntOptions): Promise<Hunted[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'payonce-mutants-'));
  const hunted: Hunted[] = [];
  try {
    const hunterUrl = await buildWith(
      'hunter.ts',
      { name: 'hunter', edits: [] },
      path.join(folder, 'hunter.mjs'),
    );
    const waiting = mutants.entries();
    const work = async (): Promise<void> => {
      const hunter = startHunter(hunterUrl);
      try {
        for (const [index, mutant] of waiting) {
          const verdict = await buildWith('world.ts', mutant, path.join(folder, `mutant-${index}.mjs`)).then(
            (url) => hunt(hunter, url, options.seeds).catch(brokenBy),
            (error: Error): Verdict => ({ kind: 'outdated', why: error.message }),
          );
          hunted[index] = { mutant, verdict };
          options.onVerdict?.({ mutant, verdict });
        }
      } finally {
        await hunter.stop();
      }
    };
    await Promise.all(Array.from({ length: options.workers }, work));
    return hunted;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
