import { decide, type IdempotencyRecord } from '../../functions/idempotency/record.ts';
import { type EpochMs, toTimestamp } from '../../functions/shared/clock.ts';

/** By the same rule that the functions go by: what a repeat of the same request gets if it comes now. */
export const tellRepeat = (
  record: IdempotencyRecord,
  nowMs: EpochMs,
  what: 'charge' | 'refund' | 'order',
): string => {
  const decision = decide(record, () => record.fingerprint, nowMs);
  switch (decision.kind) {
    case 'replay':
      return (
        `Whoever repeats the request with its key gets the stored reply: status ${decision.response.status}, byte for byte, for ever. ` +
        'Another request with this key gets 422.'
      );
    case 'in-progress':
      return `Whoever repeats the request now gets 409 request-in-progress, until ${toTimestamp(decision.leaseExpiresAtMs)} at the latest.`;
    case 'take-over':
      return `Whoever repeats the request now takes it over and resumes the ${what === 'refund' ? 'refund' : 'payment'}, under the same key at the processor: it cannot happen twice.`;
    case 'settle':
      return what === 'refund'
        ? 'Whoever repeats the request now takes it over and resumes the refund, under the same key at the processor: it cannot happen twice.'
        : 'Whoever repeats the request now settles it and gets what is found out: 201, 402, or 409 charge-abandoned.';
    case 'execute-again':
      return 'Whoever repeats the request now executes it again, from nothing.';
    case 'abandon':
      return `Whoever repeats the request now ends it: 409 ${what}-abandoned, no money moved.`;
    default:
      return `Its record is of layout ${record.layoutVersion}, which this version does not know. Nobody acts on it; whoever repeats the request gets 503 unavailable.`;
  }
};
