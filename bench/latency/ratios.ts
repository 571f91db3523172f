import type { Contender } from '../contenders/routes.ts';
import { median } from '../method/percentiles.ts';
import type { Entrant, Figures, Setting } from './result.ts';

/** One entrant's p50 beside another's of the same rounds: the median of the rounds' ratios, and the rounds furthest off. */
export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What is asked of whom: `ours` beside the same situation at `stock`, or beside the first request without a key. */
export interface Comparison extends Omit<Entrant, 'contender'> {
  readonly beside: Exclude<Contender, 'ours'>;
}

/** Those of one entrant, in all settings. */
export const figuresOf = (
  figures: readonly Figures[],
  { contender, job, situation }: Entrant,
): readonly Figures[] =>
  figures.filter((one) => one.contender === contender && one.job === job && one.situation === situation);

/** @throws Error when it was not measured */
export const figuresIn = (
  figures: readonly Figures[],
  entrant: Entrant,
  { networkMs, concurrent }: Setting,
): Figures => {
  const found = figuresOf(figures, entrant).find(
    (one) => one.networkMs === networkMs && one.concurrent === concurrent,
  );
  if (found !== undefined) return found;
  throw new Error(`not measured: ${JSON.stringify({ ...entrant, networkMs, concurrent })}`);
};

const pairedRatio = (one: Figures, other: Figures): Ratio => {
  const ratios = one.roundP50Ms.map((p50Ms, round) => p50Ms / (other.roundP50Ms[round] ?? Number.NaN));
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
};

/** How ours compares. Without a key there are no replays and no conflicts: they stand beside its first request. */
export const ratioOf = (
  figures: readonly Figures[],
  { job, situation, beside }: Comparison,
  setting: Setting,
): Ratio => {
  const ours = figuresIn(figures, { contender: 'ours', job, situation }, setting);
  const otherSituation = beside === 'without key' ? 'first' : situation;
  const other = figuresIn(figures, { contender: beside, job, situation: otherSituation }, setting);
  return pairedRatio(ours, other);
};
