import type { EpochMs } from '../shared/clock.ts';
import { invariant } from '../shared/invariant.ts';
import { CLOCK_SKEW_MS } from '../shared/limits.ts';
import type { World } from '../shared/world.ts';
import { FINGERPRINT_VERSION, type Fingerprinter } from './fingerprint.ts';
import { type InProgress, LAYOUT_VERSION, type Released } from './record.ts';
import { type Beginner, firstBeginning, following } from './trail.ts';

interface Opening extends Beginner {
  readonly nowMs: EpochMs;
  readonly fingerprintIn: Fingerprinter;
  readonly deadlineMs: EpochMs;
}

/** The record that a first attempt writes. */
export const openRecord = (
  world: World,
  { nowMs, fingerprintIn, deadlineMs, by, requestId }: Opening,
  settleAfterMs: number | null,
): InProgress => {
  const fingerprint = fingerprintIn(FINGERPRINT_VERSION);
  invariant(fingerprint !== undefined, 'the current fingerprint version is always known');
  return {
    layoutVersion: LAYOUT_VERSION,
    state: 'in-progress',
    fingerprint,
    owner: world.uniqueName(),
    attempt: 1,
    createdAtMs: nowMs,
    settleAtMs: settleAfterMs === null ? null : nowMs + settleAfterMs,
    leaseExpiresAtMs: deadlineMs + CLOCK_SKEW_MS,
    ...firstBeginning({ by, requestId }),
  };
};

/** The same record under a new owner: what the first attempt fixed stays as it was. */
export const nextRecord = (
  world: World,
  seen: InProgress | Released,
  { deadlineMs, by, requestId }: Omit<Opening, 'nowMs' | 'fingerprintIn'>,
  nowMs: EpochMs,
): InProgress => ({
  layoutVersion: seen.layoutVersion,
  state: 'in-progress',
  fingerprint: seen.fingerprint,
  owner: world.uniqueName(),
  attempt: seen.attempt + 1,
  createdAtMs: seen.createdAtMs,
  settleAtMs: seen.settleAtMs,
  leaseExpiresAtMs: deadlineMs + CLOCK_SKEW_MS,
  ...following(seen, { by, requestId }, nowMs),
});
