import type { SeedReport } from './run-seed.ts';
import type { Suppress } from './storm.ts';
import type { Violation } from './violation.ts';

type Shrinkable = Pick<SeedReport, 'violations' | 'happened'>;

export interface Shrunk<Report extends Shrinkable> {
  /** The world with only what it takes. */
  readonly report: Report;
  /** What that is, by name. */
  readonly kept: readonly string[];
  readonly runs: number;
}

/** A minute or so at most: what is left then is short enough to be read. */
const RUNS_MAX = 400;

/**
 * Leaves out of a failing world whatever it fails without: halves first, then ever smaller parts, down to single
 * things (Zeller's ddmin). What it ends with cannot lose any single thing more, unless time ran out.
 *
 * @param run the world without what is suppressed; it may end at its first violation
 * @returns `undefined` when the world does not fail
 */
export const shrink = async <Report extends Shrinkable>(
  run: (suppress: Suppress) => Promise<Report>,
  isSame: (violation: Violation, first: Violation) => boolean = (one, other) =>
    one.invariant === other.invariant,
): Promise<Shrunk<Report> | undefined> => {
  let report = await run(() => false);
  let runs = 1;
  const first = report.violations[0];
  if (first === undefined) return undefined;

  /** Only what is named may happen: what a world without something brings anew is left out as well. */
  const attempt = async (kept: readonly string[]): Promise<Report | undefined> => {
    runs += 1;
    const names = new Set(kept);
    const tried = await run((id) => !names.has(id));
    return tried.violations.some((violation) => isSame(violation, first)) ? tried : undefined;
  };

  let kept = [...report.happened];
  for (let parts = 2; kept.length > 0 && runs < RUNS_MAX; ) {
    const size = Math.ceil(kept.length / parts);
    let isSmaller = false;
    for (let from = 0; from < kept.length && runs < RUNS_MAX; ) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      const tried = await attempt(fewer);
      if (tried === undefined) from += size;
      else {
        report = tried;
        // What did not happen any more is gone as well.
        const happened = new Set(tried.happened);
        kept = fewer.filter((id) => happened.has(id));
        isSmaller = true;
      }
    }
    if (!isSmaller && size === 1) break;
    parts = isSmaller ? Math.max(2, Math.min(parts, kept.length)) : Math.min(kept.length, parts * 2);
  }
  return { report, kept, runs };
};
