import { type EpochMs, toTimestamp } from '../../functions/shared/clock.ts';

const UNITS = [
  { name: 'd', ms: 86_400_000, from: 2 * 86_400_000 },
  { name: 'h', ms: 3_600_000, from: 2 * 3_600_000 },
  { name: 'min', ms: 60_000, from: 2 * 60_000 },
] as const;

/** @example inUnits(3_200) // '3.2 s' */
export const inUnits = (durationMs: number): string => {
  const unit = UNITS.find(({ from }) => durationMs >= from) ?? { name: 's', ms: 1_000 };
  return `${(durationMs / unit.ms).toFixed(1)} ${unit.name}`;
};

/** A time, and how long after `fromMs` it was. @example '2026-01-01T00:00:03.200Z (+3.2 s)' */
export const at = (timeMs: EpochMs, fromMs: EpochMs): string =>
  `${toTimestamp(timeMs)} (${timeMs < fromMs ? '-' : '+'}${inUnits(Math.abs(timeMs - fromMs))})`;
