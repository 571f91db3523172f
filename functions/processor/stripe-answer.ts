import { NO_ANSWER, NOT_CONNECTED } from './stripe-connection.ts';

/** As much of a PaymentIntent as decides anything. */
export interface Intent {
  readonly id: string;
  readonly status: string;
  /** Why its last attempt to be paid failed. */
  readonly failureCode: string | null;
}

/** Stripe said no. */
export interface Refusal {
  readonly kind: 'refused';
  readonly httpStatus: number;
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly param: string | null;
  /** The intent that the refusal is about, as it is now. */
  readonly intent: Intent | null;
  /** Stripe repeated the stored answer to the first request with this key. */
  readonly isReplay: boolean;
}

/** A call that did not come to what was asked for. */
export type Failure =
  | Refusal
  /** Certain: no byte of the request left. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'no-answer'; readonly reason: string };

/** What one call about an intent came to, before anything is concluded from it. */
export type Answer = { readonly kind: 'intent'; readonly intent: Intent } | Failure;

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The texts among an object's metadata. */
export const metadataOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fieldsOf(value)).filter(
      (member): member is [string, string] => typeof member[1] === 'string',
    ),
  );

/**
 * A code of Stripe's, safe to log and to store. Their form is checked, because a reason must never carry what a broken
 * proxy put in its place.
 */
const codeOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z0-9_[\]]{1,80}$/.test(value) ? value : null;

/** `null` for anything that is not a PaymentIntent: an answer that we do not understand says nothing. */
export const readIntent = (value: unknown): Intent | null => {
  const { id, object, status, last_payment_error } = fieldsOf(value);
  if (object !== 'payment_intent' || typeof id !== 'string' || typeof status !== 'string') return null;
  const { decline_code, code } = fieldsOf(last_payment_error);
  return { id, status, failureCode: codeOf(decline_code) ?? codeOf(code) };
};

/** The SDK takes a body without `error` for a success, whatever its HTTP status: look at both. */
export const isOk = (value: unknown): boolean => fieldsOf(fieldsOf(value).lastResponse).statusCode === 200;

/** Whether Stripe repeated a stored answer: then what it shows is as old as the first. */
export const isReplay = (headers: unknown): boolean => fieldsOf(headers)['idempotent-replayed'] === 'true';

export const readAnswer = (value: unknown): Answer => {
  const intent = isOk(value) ? readIntent(value) : null;
  if (intent === null) return { kind: 'no-answer', reason: 'the answer is not a PaymentIntent' };
  return { kind: 'intent', intent };
};

/** Sorts what the SDK threw. Nothing of its messages is kept: they quote parameters. */
export const readError = (error: unknown): Failure => {
  const { statusCode, rawType, code, decline_code, param, payment_intent, headers, detail } = fieldsOf(error);
  const cause = fieldsOf(detail);
  if (cause.code === NOT_CONNECTED) return { kind: 'not-sent', reason: 'no connection to Stripe' };
  if (cause.code === NO_ANSWER)
    return { kind: 'no-answer', reason: 'the connection ended without an answer' };

  const type = codeOf(rawType);
  if (typeof statusCode !== 'number' || type === null) {
    return { kind: 'no-answer', reason: 'the answer was not understood' };
  }
  return {
    kind: 'refused',
    httpStatus: statusCode,
    type,
    code: codeOf(code),
    declineCode: codeOf(decline_code),
    param: codeOf(param),
    intent: readIntent(payment_intent),
    isReplay: isReplay(headers),
  };
};
