/** An answer as it goes out; a stored one goes out again byte for byte. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

export interface ErrorFields {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: object;
}

export const json = (status: number, value: object): Reply => ({
  status,
  body: JSON.stringify(value, null, 2),
});

export const errorReply = (status: number, error: ErrorFields): Reply => json(status, { error });

/** A parameter that Stripe refuses before it begins: such an answer is not stored under the key. */
export const invalid = (message: string, param?: string, code?: string): Reply =>
  errorReply(400, {
    ...(code && { code }),
    message,
    ...(param && { param }),
    type: 'invalid_request_error',
  });

export const missing = (status: number, what: string, id: string, param: string): Reply =>
  errorReply(status, {
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
    type: 'invalid_request_error',
  });
