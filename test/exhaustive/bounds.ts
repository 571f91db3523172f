import type { Bounds } from './steps.ts';

/** `quick…` belongs to every test run; the others take minutes. */
export const BOUNDS: Readonly<Record<string, Bounds>> = {
  quickAlone: { workersMax: 2, withOrder: false, keys: ['a'], lastPhase: 2, lossesMax: 1 },
  quickOrder: { workersMax: 2, withOrder: true, keys: ['a', 'b'], lastPhase: 2, lossesMax: 1 },
};

export const QUICK: readonly Bounds[] = Object.values(BOUNDS).filter(({ workersMax }) => workersMax === 2);
