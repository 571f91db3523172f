import { type Books, entryOf, ledgerOf, refundsOf } from './books.ts';
import { type Delivery, deliver, type Endpoint } from './deliver.ts';
import { type Breakdown, openEndpoints } from './endpoints.ts';
import { eventsOf, type StripeEvent } from './events.ts';
import { canonicalForm, type Form, parseForm } from './form.ts';
import { type Change, type Journal, noJournal, openJournal } from './journal.ts';
import { type KeyMemory, lookUpKey } from './key-memory.ts';
import type { LedgerEntry, LedgerRefund } from './local-stripe.ts';
import { errorReply, json, type Reply } from './reply.ts';

export interface LocalStripeOptions {
  /** @default Date.now */
  readonly clock?: () => number;
  /** A file from which payments, refunds and keys survive the end of the process. @default - they live in memory */
  readonly journalPath?: string;
  /** Asked at every creation of an intent or a refund that begins. @default - never breaks */
  readonly breakdown?: (params: Form) => Breakdown | undefined;
  /**
   * Told of each payment that has just been made, refused or canceled, and whose it is; not of what a journal brings back.
   *
   * @default - nobody is
   */
  readonly onPayment?: (payment: LedgerEntry, tenant: string | undefined) => void;
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
  ledger(tenant?: string): readonly LedgerEntry[];
  refunds(): readonly LedgerRefund[];
  events(): readonly StripeEvent[];
  deliver(eventIds: readonly string[], endpoint: Endpoint): Promise<readonly Delivery[]>;
  clear(): void;
  close(): void;
}

const refuseApiKey = (authorization: string | undefined): Reply | null => {
  if (authorization !== undefined && /^Bearer sk_test_\w+$/.test(authorization)) return null;
  return errorReply(401, { message: 'Invalid API Key provided.', type: 'invalid_request_error' });
};

export const openAccount = (options: LocalStripeOptions): Account => {
  const clock = options.clock ?? Date.now;
  const books: Books = { intents: new Map(), refunds: new Map() };
  const keys: KeyMemory = new Map();
  const { begin, read } = openEndpoints(books, clock, options.breakdown ?? (() => undefined));

  const apply = ({ intent, refund, key }: Change): void => {
    if (intent) books.intents.set(intent.id, intent);
    if (refund) books.refunds.set(refund.id, refund);
    if (key) keys.set(...key);
  };
  const journal: Journal = options.journalPath ? openJournal(options.journalPath, apply) : noJournal;
  const keep = (change: Change): void => {
    journal.append(change);
    apply(change);
    const payment = change.intent && entryOf(books, change.intent, clock());
    if (payment) options.onPayment?.(payment, change.intent?.metadata.tenant);
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
    const { reply, ...made } = begun();
    keep({ ...made, ...(key !== undefined && { key: [key, { ...remembered, reply }] }) });
    return { ...reply, isReplay: false };
  };

  return {
    serve: async (request, whileRunning = async () => {}) => {
      const refusal = refuseApiKey(request.authorization);
      if (refusal) return { ...refusal, isReplay: false };
      if (request.method === 'POST') return post(request, whileRunning);
      if (request.method === 'GET')
        return { ...read(request.path, parseForm(request.query)), isReplay: false };
      return {
        ...json(405, { error: { message: 'Unknown method.', type: 'invalid_request_error' } }),
        isReplay: false,
      };
    },
    ledger: (tenant) => ledgerOf(books, clock(), tenant),
    refunds: () => refundsOf(books, clock()),
    events: () => eventsOf(books, clock()),
    deliver: async (eventIds, endpoint) => {
      const events = new Map(eventsOf(books, clock()).map((event) => [event.id, event]));
      const deliveries: Delivery[] = [];
      for (const id of eventIds) {
        const event = events.get(id);
        if (event) deliveries.push(await deliver(event, endpoint, clock()));
      }
      return deliveries;
    },
    clear: () => {
      journal.clear();
      books.intents.clear();
      books.refunds.clear();
      keys.clear();
    },
    close: () => journal.close(),
  };
};
