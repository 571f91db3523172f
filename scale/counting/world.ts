import { randomUUID } from 'node:crypto';
import type { World } from '../../functions/shared/world.ts';

/** No round number: DynamoDB stores those in fewer bytes. */
const START_MS = Date.UTC(2026, 0, 14, 9, 41, 37, 123);

/** A clock that stands still until it is told to pass, and names as long as the real ones. */
export const stillWorld = () => {
  let nowMs = START_MS;
  const pass = (durationMs: number): void => {
    nowMs += durationMs;
  };
  const world: World = {
    clock: () => nowMs,
    sleep: async (durationMs) => pass(durationMs),
    random: () => 0.5,
    uniqueName: randomUUID,
  };
  return { world, pass };
};
