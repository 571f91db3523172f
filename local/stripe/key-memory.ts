import type { Reply } from './reply.ts';
import { errorReply } from './reply.ts';

/** "Removed from the system automatically after they're at least 24 hours old." */
const KEY_RETENTION_MS = 24 * 60 * 60_000;
const KEY_CHARACTERS_MAX = 255;

export interface RememberedKey {
  readonly path: string;
  /** The parameters of the first request. */
  readonly parameters: string;
  readonly firstUsedAtMs: number;
  /** None while the first request is running. */
  readonly reply: Reply | null;
}

export type KeyMemory = Map<string, RememberedKey>;

export type KeyLookup =
  | { readonly kind: 'new' }
  | { readonly kind: 'refused'; readonly reply: Reply }
  | { readonly kind: 'replay'; readonly reply: Reply };

const keyError = (status: number, message: string, code?: string): KeyLookup => ({
  kind: 'refused',
  reply: errorReply(status, { ...(code && { code }), message, type: 'idempotency_error' }),
});

/** Stripe's rules, https://docs.stripe.com/api/idempotent_requests, in the order in which it applies them. */
export const lookUpKey = (
  memory: KeyMemory,
  key: string,
  request: { readonly path: string; readonly parameters: string },
  nowMs: number,
): KeyLookup => {
  if (key.length > KEY_CHARACTERS_MAX)
    return keyError(400, 'Idempotency keys are up to 255 characters long.');
  const known = memory.get(key);
  if (!known || nowMs - known.firstUsedAtMs >= KEY_RETENTION_MS) return { kind: 'new' };
  if (known.reply === null) {
    return keyError(
      409,
      'There is currently another in-progress request using this Idempotent Key.',
      'idempotency_key_in_use',
    );
  }
  if (known.path !== request.path) {
    return keyError(
      400,
      'Keys for idempotent requests can only be used for the same endpoint they were first used for.',
    );
  }
  if (known.parameters !== request.parameters) {
    return keyError(
      400,
      'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    );
  }
  return { kind: 'replay', reply: known.reply };
};
