import type { EpochMs } from '../shared/clock.ts';
import type { Fingerprint, Fingerprinter } from './fingerprint.ts';
import type { Beginning, PastAttempt } from './trail.ts';

/**
 * The layout of a stored record. A function that meets a layout it does not know answers 503 and never executes:
 * it may be older than the record.
 *
 * Members that may be missing, and that nothing is decided by, came without a new layout (`Beginning`, `earlier`): code that
 * does not know them keeps them with what it ends, and drops them when it writes a new attempt's record.
 */
export const LAYOUT_VERSION = 1;

/** A reply as it was first given. Every later reply repeats these bytes. */
export interface StoredResponse {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly body: string;
}

/** Who made the latest attempt, and who was at it before: for people, never for a decision. */
interface Base extends Beginning {
  readonly layoutVersion: number;
  readonly fingerprint: Fingerprint;
  /** Random per attempt: the fencing token. Only the attempt that holds it may write. */
  readonly owner: string;
  /** 1, 2, 3, …: for people and metrics, never for a decision. */
  readonly attempt: number;
  readonly createdAtMs: EpochMs;
  /** From then on the effect is settled instead of resumed. `null`: resumed however old it is. */
  readonly settleAtMs: EpochMs | null;
  /** In the order of their attempts; when they are many, not all of them. */
  readonly earlier?: readonly PastAttempt[];
}

/** Somebody works on it, or died doing so. Only its owner may complete or release it. */
export interface InProgress extends Base {
  readonly state: 'in-progress';
  /** Until then nobody else may take it over. */
  readonly leaseExpiresAtMs: EpochMs;
}

/** An attempt ended with the certainty that nothing had happened. The next one starts from nothing. */
export interface Released extends Base {
  readonly state: 'released';
}

/** Final. Replayed for ever. */
export interface Completed extends Base {
  readonly state: 'completed';
  readonly response: StoredResponse;
}

export type IdempotencyRecord = InProgress | Released | Completed;

export type Decision =
  | { readonly kind: 'execute' }
  | { readonly kind: 'in-progress'; readonly leaseExpiresAtMs: EpochMs }
  | { readonly kind: 'take-over'; readonly seen: InProgress }
  | { readonly kind: 'settle'; readonly seen: InProgress }
  | { readonly kind: 'execute-again'; readonly seen: Released }
  | { readonly kind: 'abandon'; readonly seen: Released }
  | { readonly kind: 'replay'; readonly response: StoredResponse }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'unknown-layout' };

/**
 * What a request may do, given the record of its key. The only statement of the rules: conditions in DynamoDB repeat
 * none of them.
 *
 * | record                    | same request, young | same request, old | another request |
 * | ------------------------- | ------------------- | ----------------- | --------------- |
 * | none                      | execute             |                   | execute         |
 * | in-progress, lease runs   | in-progress         | in-progress       | mismatch        |
 * | in-progress, lease over   | take-over           | settle            | mismatch        |
 * | released                  | execute-again       | abandon           | mismatch        |
 * | completed                 | replay              | replay            | mismatch        |
 *
 * @param fingerprintIn the request's fingerprint in the version that the record was written with
 */
export const decide = (
  record: IdempotencyRecord | undefined,
  fingerprintIn: Fingerprinter,
  nowMs: EpochMs,
): Decision => {
  if (record === undefined) return { kind: 'execute' };
  if (record.layoutVersion !== LAYOUT_VERSION) return { kind: 'unknown-layout' };

  const fingerprint = fingerprintIn(record.fingerprint.version);
  if (fingerprint === undefined) return { kind: 'unknown-layout' };
  if (fingerprint.digest !== record.fingerprint.digest) return { kind: 'mismatch' };

  const isOld = record.settleAtMs !== null && nowMs >= record.settleAtMs;
  switch (record.state) {
    case 'in-progress':
      if (nowMs < record.leaseExpiresAtMs)
        return { kind: 'in-progress', leaseExpiresAtMs: record.leaseExpiresAtMs };
      return { kind: isOld ? 'settle' : 'take-over', seen: record };
    case 'released':
      return { kind: isOld ? 'abandon' : 'execute-again', seen: record };
    case 'completed':
      return { kind: 'replay', response: record.response };
    default:
      return { kind: 'unknown-layout' };
  }
};
