import type { Books } from './books.ts';
import { createIntent, type Effect } from './create-intent.ts';
import { createRefund } from './create-refund.ts';
import type { Form } from './form.ts';
import { cancelIntent, listIntents, retrieveIntent } from './other-intent-calls.ts';
import { listRefunds, retrieveRefund } from './other-refund-calls.ts';
import { errorReply, type Reply } from './reply.ts';

/** Stripe itself breaks while it creates something: before it did anything, or after the money moved. */
export type Breakdown = 'before-effect' | 'after-effect';

export interface Endpoints {
  /** What a POST that is refused answers, or what it does once it has begun. */
  readonly begin: (path: string, form: Form, idempotencyKey: string) => Reply | (() => Effect);
  readonly read: (path: string, query: Form) => Reply;
}

const INTENTS_PATH = '/v1/payment_intents';
const INTENT_PATH = /^\/v1\/payment_intents\/(pi_\w+)(\/cancel)?$/;
const REFUNDS_PATH = '/v1/refunds';
const REFUND_PATH = /^\/v1\/refunds\/(re_\w+)$/;

const BROKEN = errorReply(500, {
  message: 'An error occurred while processing the request.',
  type: 'api_error',
});

const unrecognized = (method: string, path: string): Reply =>
  errorReply(404, {
    message: `Unrecognized request URL (${method}: ${path}).`,
    type: 'invalid_request_error',
  });

/** The part of Stripe's API that we use. */
export const openEndpoints = (
  books: Books,
  clock: () => number,
  breakdownOf: (params: Form) => Breakdown | undefined,
): Endpoints => {
  const breaking = (form: Form, begun: () => Effect) => (): Effect => {
    const breakdown = breakdownOf(form);
    if (breakdown === undefined) return begun();
    return breakdown === 'before-effect' ? { reply: BROKEN } : { ...begun(), reply: BROKEN };
  };

  return {
    begin: (path, form, idempotencyKey) => {
      const nowS = Math.floor(clock() / 1000);
      if (path === INTENTS_PATH || path === REFUNDS_PATH) {
        const begun =
          path === INTENTS_PATH
            ? createIntent(form, idempotencyKey, nowS)
            : createRefund(books, form, idempotencyKey, clock);
        return typeof begun === 'function' ? breaking(form, begun) : begun;
      }
      const [, id, verb] = INTENT_PATH.exec(path) ?? [];
      if (id !== undefined && verb !== undefined) return () => cancelIntent(books.intents, id, nowS);
      return unrecognized('POST', path);
    },
    read: (path, query) => {
      if (path === INTENTS_PATH) return listIntents(books.intents, query);
      if (path === REFUNDS_PATH) return listRefunds(books, query, clock());
      const [, intentId, verb] = INTENT_PATH.exec(path) ?? [];
      if (intentId !== undefined && verb === undefined)
        return retrieveIntent(books, intentId, query, clock());
      const [, refundId] = REFUND_PATH.exec(path) ?? [];
      if (refundId !== undefined) return retrieveRefund(books, refundId, clock());
      return unrecognized('GET', path);
    },
  };
};
