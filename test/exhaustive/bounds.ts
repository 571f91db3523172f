import type { Bounds } from './steps.ts';

/** Two workers: seconds. Three would take minutes, and have no bounds yet. */
export const BOUNDS = {
  quickAlone: { workersMax: 2, withOrder: false, keys: ['a'], lastPhase: 2, lossesMax: 1 },
  quickOrder: { workersMax: 2, withOrder: true, keys: ['a', 'b'], lastPhase: 2, lossesMax: 1 },
} as const satisfies Readonly<Record<string, Bounds>>;

export const QUICK: readonly Bounds[] = Object.values(BOUNDS).filter(({ workersMax }) => workersMax === 2);
