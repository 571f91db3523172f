import type { World } from '../../functions/shared/world.ts';

/** A world whose time stands still until it is told to pass: sleeping passes it, nothing waits. */
export interface HeldWorld extends World {
  readonly pass: (durationMs: number) => void;
}

export const START_MS = Date.UTC(2026, 0, 1);

export const heldWorld = (): HeldWorld => {
  let nowMs = START_MS;
  let names = 0;
  const pass = (durationMs: number): void => {
    nowMs += durationMs;
  };
  return {
    clock: () => nowMs,
    pass,
    sleep: async (durationMs) => pass(durationMs),
    random: () => 0.5,
    uniqueName: () => {
      names += 1;
      return `owner-${names}`;
    },
  };
};
