/** A seeded source of chance: the same seed makes the same choices, in the same order. */
export interface Random {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
}

/** A number from `min` to `max`, both included, out of one from 0 to 1. */
export const scaled = (share: number, min: number, max: number): number =>
  min + Math.floor(share * (max - min + 1));

/** Mulberry32 (Tommy Ettinger): 32 bits of state, good enough to choose faults by, and fast. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number): number => scaled(next(), min, max);
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] as (typeof choices)[number],
  };
};

/**
 * A stream of chance of its own for each actor of a seed: what one of them draws, or that it is left out, changes
 * nothing for the others. The name is mixed in by FNV-1a, 32 bits.
 */
export const streamOf = (seed: number, name: string): Random => {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let place = 0; place < name.length; place += 1)
    hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193) >>> 0;
  return seededRandom(Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) ^ Math.imul(seed + 1, 0x9e3779b1));
};
