import { isThrottle } from '../shared/passing.ts';

/** A write of which nothing is known, or of which it is certain that it was not carried out. */
export type Uncarried =
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'no-answer'; readonly reason: string };

/** No connection was made, so not a byte left. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

type SdkError = Error & {
  readonly code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly attempts?: number };
};

/** Sorts what a write threw. DynamoDB's messages are dropped: they quote what was written. */
export const causeOf = (error: unknown): Uncarried => {
  const { name = 'unknown', code, $fault, $metadata } = (error ?? {}) as Partial<SdkError>;
  // Of several attempts only the last one's end is told, and an earlier one may have been carried out.
  const isCertain = ($metadata?.attempts ?? 1) === 1;
  const isRefused = isThrottle(error) || $fault === 'client' || NOT_CONNECTED.has(code ?? '');
  // Something holds the key, and what it is was not told: the one refusal that says that more may have happened.
  const isHeld = name === 'ConditionalCheckFailedException';
  const kind = isCertain && isRefused && !isHeld ? 'not-sent' : 'no-answer';
  return { kind, reason: `the ledger: ${code ?? name}` };
};
