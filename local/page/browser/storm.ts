import type { Trouble } from './faults.ts';

interface StormTap {
  readonly trouble: Trouble;
  /** How long after the tap before. */
  readonly gapMs: number;
}

export const STORM_TAPS = 50;

/** An impatient thumb, and the two taps that were meant as one. */
const GAPS_MS = [0, 40, 120, 250] as const;

/** Of 20: mostly what happens most. */
const ODDS: readonly (readonly [Trouble, number])[] = [
  ['none', 5],
  ['drop-response', 6],
  ['crash-before-effect', 3],
  ['crash-after-effect', 4],
  ['slow-network', 2],
];

/** A time-out holds a connection of the browser for many seconds, and it has six: more of them would be a queue. */
const TIMEOUTS = 2;

const pick = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T;

/** Fifty taps on one Pay button. @param random from 0 up to 1 */
export const planStorm = (random: () => number): StormTap[] => {
  const hat = ODDS.flatMap(([trouble, share]) => Array<Trouble>(share).fill(trouble));
  const troubles = Array.from({ length: STORM_TAPS - TIMEOUTS }, () => pick(hat, random));
  for (let times = 0; times < TIMEOUTS; times += 1)
    troubles.splice(Math.floor(random() * troubles.length), 0, 'processor-timeout');
  return troubles.map((trouble) => ({ trouble, gapMs: pick(GAPS_MS, random) }));
};
