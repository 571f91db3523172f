import type { EpochMs } from '../shared/clock.ts';
import type { Answer } from './operation.ts';
import { StoreUnavailable } from './persist.ts';
import type { Decision } from './record.ts';

/** While somebody else works on it: most charges take about this long. */
const IN_PROGRESS_RETRY_AFTER_S = 1;

/** When the database or the processor cannot be reached: long enough for a hiccup, short enough for a person. */
const UNAVAILABLE_RETRY_AFTER_S = 5;

export const inProgress = { kind: 'in-progress', retryAfterS: IN_PROGRESS_RETRY_AFTER_S } as const;

/** Certain: this attempt did nothing. */
export const unavailable = { kind: 'unavailable', retryAfterS: UNAVAILABLE_RETRY_AFTER_S } as const;

/** Nobody can know before this time, told in whole seconds and never as "now". */
export const unknownUntil = (timeMs: EpochMs, nowMs: EpochMs) =>
  ({ kind: 'unknown', retryAfterS: Math.max(1, Math.ceil((timeMs - nowMs) / 1000)) }) as const;

/** What there is to say when the record leaves nothing to do. */
export const answerTo = <Refusal>(decision: Decision): Answer<Refusal> => {
  switch (decision.kind) {
    case 'replay':
      return { kind: 'replayed', response: decision.response };
    case 'mismatch':
      return { kind: 'mismatch' };
    case 'unknown-layout':
      return unavailable;
    default:
      return inProgress;
  }
};

/**
 * What a claim that the store did not answer may say: never more than is certain.
 *
 * @throws the error itself, when it is not about an unavailable store
 */
export const answerToSilence = (error: unknown): Answer<never> => {
  if (!(error instanceof StoreUnavailable)) throw error;
  switch (error.effect) {
    case 'contended':
      return inProgress;
    case 'nothing-written':
      return unavailable;
    case 'maybe-written':
      return { kind: 'unknown', retryAfterS: UNAVAILABLE_RETRY_AFTER_S };
  }
};
