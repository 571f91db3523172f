import { abandoned, endingOf } from '../../charges/ending.ts';
import { newCharge } from '../../charges/schema.ts';
import { type Event, readBody, readKey, readTenant } from '../../http/call.ts';
import { type Problem, type ProblemCode, problem } from '../../http/problem.ts';
import { problemResponse } from '../../http/respond.ts';
import type { StoredResponse } from '../../idempotency/record.ts';
import { holdOrder } from '../../orders/order-hold.ts';
import { noSuchOrder } from '../../orders/refusal.ts';
import { declined } from '../../processor/stripe-declines.ts';
import { abandoned as abandonedRefund, endingOf as endingOfRefund } from '../../refunds/ending.ts';
import { reserve } from '../../refunds/reservation.ts';
import { BODY_BYTES_MAX } from '../../shared/limits.ts';
import { notSigned } from '../../webhooks/not-signed.ts';
import { CHARGE_SENT, OPEN_REFUND, PAYING, PLACED, PROCESSING, REFUNDING, SUCCEEDED } from './examples.ts';

type Headers = Record<string, string>;

const event = (body: string, headers: Headers): Event =>
  ({
    body,
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {},
  }) as unknown as Event;

const refused = (result: object | string): Problem => result as Problem;
const body = (text: string, headers: Headers = {}): Problem =>
  refused(readBody(event(text, headers), newCharge));
const key = (headers: Headers): Problem => refused(readKey(event('', headers)));

/** What a charge is told that wants this order. */
const orderRefuses = (change: object, payment: object = {}): Problem =>
  holdOrder('', { ...PROCESSING, orderId: PLACED.id, ...payment }, PAYING.nowMs).refused({
    ...PLACED,
    ...change,
  });

const failed = (ending: ReturnType<typeof endingOf>): StoredResponse =>
  (ending as { response: StoredResponse }).response;

const REFUSED = {
  kind: 'refused',
  code: 'charge-disputed',
  message: 'The payment is disputed.',
  isFinal: true,
} as const;

const FIRST_ATTEMPT = {
  kind: 'first',
  owner: '',
  number: 1,
  leaseExpiresAtMs: 0,
  deadlineMs: 0,
  requestId: '',
} as const;

/** One of each, made by the code that answers it where that can be called; a test holds the rest to real replies. */
const EXAMPLES: Readonly<Record<ProblemCode, Problem | StoredResponse>> = {
  'idempotency-key-missing': key({}),
  'idempotency-key-invalid': key({ 'idempotency-key': 'one,two' }),
  'signature-invalid': notSigned,
  'malformed-json': body('{"amount": 2500, "amount": 9900}'),
  'validation-failed': body(JSON.stringify({ ...CHARGE_SENT, amount: 25.5, paymentMethod: '4242 4242' })),
  'body-too-large': body(' '.repeat(BODY_BYTES_MAX + 1)),
  'unsupported-media-type': body('amount=2500', { 'content-type': 'application/x-www-form-urlencoded' }),
  'tenant-missing': refused(readTenant(event('', {}), 'sub')),
  'not-found': noSuchOrder,
  'card-declined': failed(endingOf(PROCESSING, declined('insufficient_funds'), '', PAYING)),
  'charge-abandoned': abandoned(PROCESSING, PAYING).response,
  'charge-not-refundable': reserve('', OPEN_REFUND).refused({ ...PROCESSING, status: 'failed' }),
  'refund-exceeds-charge': reserve('', OPEN_REFUND).refused({ ...SUCCEEDED, refundable: 250 }),
  'refund-failed': failed(endingOfRefund(OPEN_REFUND, REFUSED, '', FIRST_ATTEMPT, REFUNDING)),
  'refund-abandoned': abandonedRefund(OPEN_REFUND, REFUNDING).response,
  'order-payment-in-progress': orderRefuses({ status: 'paying', payingCharge: PROCESSING.id }),
  'order-already-paid': orderRefuses({ status: 'paid', chargeId: PROCESSING.id }),
  'order-not-editable': orderRefuses({ status: 'canceled' }),
  'order-amount-mismatch': orderRefuses({}, { amount: 9900 }),
  'precondition-failed': problem(
    'precondition-failed',
    'The order has changed since: read it again, then decide.',
  ),
  'idempotency-key-reused': problem(
    'idempotency-key-reused',
    'This key was used with another request. Look at what it did (GET /charges?idempotencyKey=…) before you send anything anew.',
  ),
  'request-in-progress': problem(
    'request-in-progress',
    'The same request is being worked on. Repeat it unchanged to get its answer.',
    { retryAfterS: 1 },
  ),
  'outcome-unknown': problem(
    'outcome-unknown',
    'It is not known yet whether this happened. Repeat it unchanged, with the same key: it will not happen twice.',
    { retryAfterS: 27 },
  ),
  unavailable: problem(
    'unavailable',
    'This attempt did nothing. Repeat the request unchanged, with the same key.',
    { retryAfterS: 5 },
  ),
  'internal-error': problem(
    'internal-error',
    'This is our mistake. Repeat the request unchanged, with the same key if it has one.',
  ),
};

const responseTo = (example: Problem | StoredResponse): StoredResponse =>
  'kind' in example ? problemResponse(example, PAYING.requestId) : example;

/** The document of an example, as it is answered. */
export const problemExample = (code: ProblemCode): Readonly<Record<string, unknown>> =>
  JSON.parse(responseTo(EXAMPLES[code]).body);

/** Whether an answer says when to come back. */
export const saysWhen = (code: ProblemCode): boolean => 'retryAfterS' in EXAMPLES[code];
