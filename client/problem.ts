import type { components } from './generated/openapi.ts';

type ProblemDocument = components['schemas']['Problem'];

export type ProblemCode = ProblemDocument['code'];
export type Retry = ProblemDocument['retry'];

const RETRIES: readonly unknown[] = ['never', 'same-key', 'new-key'] satisfies Retry[];

const isProblemDocument = (body: unknown): body is ProblemDocument =>
  RETRIES.includes((body as Partial<ProblemDocument> | null | undefined)?.retry);

/** API Gateway's own answers have no `retry`. Too many requests, or a function that broke off: neither is an outcome. */
const isPassing = (status: number): boolean => status === 429 || status >= 500;

/** The API has said no. Programs go by `code` and `retry`, people read `detail`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** `null`: from API Gateway or something else on the way, which says nothing but its status. */
  readonly code: ProblemCode | null;
  /** `never`: mend the request first. `same-key`: repeat it unchanged. `new-key`: final; trying again is a new intent. */
  readonly retry: Retry;
  readonly detail: string;
  /** With `validation-failed`: what is wrong. */
  readonly errors: ProblemDocument['errors'];
  /** `null`: it does not say. */
  readonly retryAfterS: number | null;
  /** All that was answered, such as `chargeId` and `failure`. `null`: no problem document. */
  readonly document: ProblemDocument | null;

  constructor(status: number, body: unknown, retryAfterS: number | null) {
    const document = isProblemDocument(body) ? body : null;
    const detail = document?.detail ?? `Status ${status}.`;
    super(detail);
    this.status = status;
    this.code = document?.code ?? null;
    this.retry = document?.retry ?? (isPassing(status) ? 'same-key' : 'never');
    this.detail = detail;
    this.errors = document?.errors;
    this.retryAfterS = retryAfterS;
    this.document = document;
  }
}

/**
 * It may have happened, or may still happen: nobody has said. Keep the idempotency key, and repeat the same request with
 * it. `cause` is the last thing that went wrong.
 */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';

  constructor(cause: unknown) {
    super('Outcome unknown: repeat it with the same idempotency key.', { cause });
  }
}

/** The deadline came before anything could be sent. Nothing has happened; the idempotency key is as good as before. */
export class NotSent extends Error {
  override readonly name = 'NotSent';

  constructor() {
    super('Nothing was sent in time.');
  }
}
