import { createIntent, type Effect } from './create-intent.ts';
import { canonicalForm, type Form, parseForm } from './form.ts';
import { type Intent, ledgerEntry } from './intent.ts';
import { type Change, type Journal, noJournal, openJournal } from './journal.ts';
import { type KeyMemory, lookUpKey } from './key-memory.ts';
import type { LedgerEntry } from './local-stripe.ts';
import { cancelIntent, listIntents, retrieveIntent } from './other-intent-calls.ts';
import { errorReply, json, type Reply } from './reply.ts';

/** Stripe itself breaks while it creates an intent: before it did anything, or after the money moved. */
export type Breakdown = 'before-effect' | 'after-effect';

export interface LocalStripeOptions {
  /** @default Date.now */
  readonly clock?: () => number;
  /** A file from which payments and keys survive the end of the process. @default - they live in memory */
  readonly journalPath?: string;
  /** Asked at every creation of an intent that begins. @default - never breaks */
  readonly breakdown?: (params: Form) => Breakdown | undefined;
}

export interface StripeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly body: string;
}

export interface StripeAnswer extends Reply {
  readonly isReplay: boolean;
}

/** The state behind all doors. */
export interface Account {
  /** @param whileRunning awaited between taking the key and the effect */
  serve(request: StripeRequest, whileRunning?: () => Promise<void>): Promise<StripeAnswer>;
  ledger(): readonly LedgerEntry[];
  clear(): void;
  close(): void;
}

const INTENTS_PATH = '/v1/payment_intents';
const INTENT_PATH = /^\/v1\/payment_intents\/(pi_\w+)(\/cancel)?$/;

const BROKEN = errorReply(500, {
  message: 'An error occurred while processing the request.',
  type: 'api_error',
});

const refuseApiKey = (authorization: string | undefined): Reply | null => {
  if (authorization !== undefined && /^Bearer sk_test_\w+$/.test(authorization)) return null;
  return errorReply(401, { message: 'Invalid API Key provided.', type: 'invalid_request_error' });
};

export const openAccount = (options: LocalStripeOptions): Account => {
  const clock = options.clock ?? Date.now;
  const intents = new Map<string, Intent>();
  const keys: KeyMemory = new Map();

  const apply = ({ intent, key }: Change): void => {
    if (intent) intents.set(intent.id, intent);
    if (key) keys.set(...key);
  };
  const journal: Journal = options.journalPath ? openJournal(options.journalPath, apply) : noJournal;
  const keep = (change: Change): void => {
    journal.append(change);
    apply(change);
  };

  const begin = (path: string, form: Form, idempotencyKey: string): Reply | (() => Effect) => {
    const nowS = Math.floor(clock() / 1000);
    if (path === INTENTS_PATH) {
      const begun = createIntent(form, idempotencyKey, nowS);
      if (typeof begun !== 'function') return begun;
      return () => {
        const breakdown = options.breakdown?.(form);
        if (breakdown === undefined) return begun();
        return breakdown === 'before-effect' ? { reply: BROKEN } : { ...begun(), reply: BROKEN };
      };
    }
    const [, id, verb] = INTENT_PATH.exec(path) ?? [];
    if (id !== undefined && verb !== undefined) return () => cancelIntent(intents, id, nowS);
    return errorReply(404, {
      message: `Unrecognized request URL (POST: ${path}).`,
      type: 'invalid_request_error',
    });
  };

  const post = async (request: StripeRequest, whileRunning: () => Promise<void>): Promise<StripeAnswer> => {
    const { path, idempotencyKey: key } = request;
    const form = parseForm(request.body);
    const parameters = canonicalForm(form);
    if (key !== undefined) {
      const lookup = lookUpKey(keys, key, { path, parameters }, clock());
      if (lookup.kind !== 'new') return { ...lookup.reply, isReplay: lookup.kind === 'replay' };
    }
    const begun = begin(path, form, key ?? '');
    if (typeof begun !== 'function') return { ...begun, isReplay: false };

    const remembered = { path, parameters, firstUsedAtMs: clock(), reply: null };
    if (key !== undefined) keys.set(key, remembered);
    try {
      await whileRunning();
    } catch (error) {
      // The door closed on it: nothing happened, and a key must not stay in use for a request that is gone.
      if (key !== undefined) keys.delete(key);
      throw error;
    }
    const { reply, intent } = begun();
    keep({ ...(intent && { intent }), ...(key !== undefined && { key: [key, { ...remembered, reply }] }) });
    return { ...reply, isReplay: false };
  };

  const get = (path: string, query: string): Reply => {
    if (path === INTENTS_PATH) return listIntents(intents, parseForm(query));
    const [, id, verb] = INTENT_PATH.exec(path) ?? [];
    if (id !== undefined && verb === undefined) return retrieveIntent(intents, id);
    return errorReply(404, {
      message: `Unrecognized request URL (GET: ${path}).`,
      type: 'invalid_request_error',
    });
  };

  return {
    serve: async (request, whileRunning = async () => {}) => {
      const refusal = refuseApiKey(request.authorization);
      if (refusal) return { ...refusal, isReplay: false };
      if (request.method === 'POST') return post(request, whileRunning);
      if (request.method === 'GET') return { ...get(request.path, request.query), isReplay: false };
      return {
        ...json(405, { error: { message: 'Unknown method.', type: 'invalid_request_error' } }),
        isReplay: false,
      };
    },
    ledger: () => [...intents.values()].map(ledgerEntry).filter((entry) => entry !== null),
    clear: () => {
      journal.clear();
      intents.clear();
      keys.clear();
    },
    close: () => journal.close(),
  };
};
