/**
 * Every way a function can say no: the one table that handlers, documents and tests read.
 *
 * `retry`: `never` (the same request can only fail again), `same-key` (repeat it unchanged), `new-key` (this key is
 * spent; a new try is a new key). `stored`: the reply is definitive and replayed for ever.
 */
export const PROBLEMS = {
  'idempotency-key-missing': {
    status: 400,
    title: 'Idempotency-Key is missing',
    retry: 'never',
    stored: false,
  },
  'idempotency-key-invalid': {
    status: 400,
    title: 'Idempotency-Key is not valid',
    retry: 'never',
    stored: false,
  },
  'signature-invalid': {
    status: 400,
    title: 'The signature is not valid',
    retry: 'never',
    stored: false,
  },
  'malformed-json': { status: 400, title: 'The body is not acceptable JSON', retry: 'never', stored: false },
  'validation-failed': { status: 400, title: 'The request is not valid', retry: 'never', stored: false },
  'card-declined': { status: 402, title: 'The payment was declined', retry: 'new-key', stored: true },
  'tenant-missing': { status: 403, title: 'The token names no tenant', retry: 'never', stored: false },
  'not-found': { status: 404, title: 'Not found', retry: 'never', stored: false },
  'request-in-progress': {
    status: 409,
    title: 'This request is being worked on',
    retry: 'same-key',
    stored: false,
  },
  'charge-abandoned': { status: 409, title: 'The charge was abandoned', retry: 'new-key', stored: true },
  'charge-not-refundable': {
    status: 409,
    title: 'The charge cannot be refunded',
    retry: 'never',
    stored: false,
  },
  'refund-exceeds-charge': {
    status: 409,
    title: 'The refund is more than is left',
    retry: 'never',
    stored: false,
  },
  'refund-failed': { status: 409, title: 'The refund failed', retry: 'new-key', stored: true },
  'refund-abandoned': { status: 409, title: 'The refund was abandoned', retry: 'new-key', stored: true },
  'order-payment-in-progress': {
    status: 409,
    title: 'The order is being paid',
    retry: 'same-key',
    stored: false,
  },
  'order-already-paid': { status: 409, title: 'The order is paid', retry: 'never', stored: false },
  'order-not-editable': {
    status: 409,
    title: 'The order can no longer change',
    retry: 'never',
    stored: false,
  },
  'order-amount-mismatch': {
    status: 409,
    title: 'The amount is not the order total',
    retry: 'never',
    stored: false,
  },
  'precondition-failed': { status: 412, title: 'The resource has changed', retry: 'never', stored: false },
  'body-too-large': { status: 413, title: 'The body is too large', retry: 'never', stored: false },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not supported',
    retry: 'never',
    stored: false,
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The key belongs to another request',
    retry: 'never',
    stored: false,
  },
  'internal-error': { status: 500, title: 'Something went wrong here', retry: 'same-key', stored: false },
  'outcome-unknown': { status: 503, title: 'The outcome is not known yet', retry: 'same-key', stored: false },
  unavailable: { status: 503, title: 'Temporarily unavailable', retry: 'same-key', stored: false },
} as const satisfies Record<
  string,
  {
    readonly status: number;
    readonly title: string;
    readonly retry: 'never' | 'same-key' | 'new-key';
    readonly stored: boolean;
  }
>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One of the table's problems, about one request. */
export interface Problem {
  readonly kind: 'problem';
  readonly code: ProblemCode;
  /** What was wrong and what to do, for a person. Never repeats a secret, a key or a card number. */
  readonly detail: string;
  /** More members of the document, for programs. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterS?: number;
}

/** @example problem('not-found', 'There is no charge with this id.') */
export const problem = (
  code: ProblemCode,
  detail: string,
  { members, retryAfterS }: Partial<Pick<Problem, 'members' | 'retryAfterS'>> = {},
): Problem => ({
  kind: 'problem',
  code,
  detail,
  ...(members === undefined ? {} : { members }),
  ...(retryAfterS === undefined ? {} : { retryAfterS }),
});

export const isProblem = (value: object): value is Problem => 'kind' in value && value.kind === 'problem';
