/** A key as a header: bare, or as a quoted string (RFC 9651) that is not only spaces. A test holds it to the parser. */
const KEY = {
  type: 'string',
  minLength: 1,
  // 255 characters, each of which may be escaped, in quotes.
  maxLength: 512,
  pattern: '^([!#-+\\-.-~]{1,255}|"(?! *"$)([ !#-\\[\\]-~]|\\\\["\\\\]){1,255}")$',
};

const KEY_EXAMPLE = '0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11';

const id = (what: string, name = 'id') => ({
  name,
  in: 'path',
  required: true,
  description: `The ${what}'s id.`,
  schema: { type: 'string' },
});

/** The document's parameters, by component name. */
export const PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'One new, unguessable value per intent (a UUID, made when the cart is shown and not per click), the same on every repeat. 1 to 255 visible ASCII characters, bare or as a quoted string (RFC 9651): both forms mean the same key, and only the quoted one may hold spaces, commas and quotes. More than one value is an error.',
    schema: KEY,
    example: KEY_EXAMPLE,
  },
  KeyToLookUp: {
    name: 'idempotencyKey',
    in: 'query',
    description:
      'Answers the one resource that this key has created, or 404 when it has created none: "has it charged?". Send it alone, in either form of the header.',
    schema: KEY,
    example: KEY_EXAMPLE,
  },
  Limit: {
    name: 'limit',
    in: 'query',
    description: 'How many to answer at most.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    example: 20,
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    description:
      'Where to go on: the `nextCursor` of the page before, unchanged. What is created meanwhile does not shift what follows.',
    schema: { type: 'string', minLength: 1 },
    example: 'MjAyNi0xMS0yNFQxODowMzo0MC4xMTdaI2No',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` that was read last (or several, or `*`): the order is changed only if it is still that version. Without it the last one to arrive wins.',
    schema: { type: 'string' },
    example: '"n4bQgYhMfWWaL-qgxVrQFa"',
  },
  StripeSignature: {
    name: 'Stripe-Signature',
    in: 'header',
    required: true,
    description: 'The time and the signature over the raw body, as Stripe makes them.',
    schema: { type: 'string' },
  },
  ChargeId: id('charge'),
  RefundId: id('refund', 'refundId'),
  OrderId: id('order'),
  ProblemCode: {
    name: 'code',
    in: 'path',
    required: true,
    description: "The problem's code.",
    schema: { type: 'string' },
    example: 'outcome-unknown',
  },
} as const;

export type ParameterName = keyof typeof PARAMETERS;

/** The document's response headers, by name. */
export const HEADERS = {
  Location: {
    description: 'Where the resource is: path-absolute.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  ETag: {
    description: 'Names exactly these bytes (a strong validator): for `If-Match`.',
    required: true,
    schema: { type: 'string' },
  },
  'Idempotent-Replayed': {
    description:
      'There, and `true`, when this answer was given before and is repeated: byte for byte as it was answered first. GET shows the resource as it is now.',
    schema: { type: 'string', const: 'true' },
  },
  'Retry-After': {
    description: 'In how many seconds to repeat the request, unchanged.',
    schema: { type: 'integer', minimum: 1 },
  },
} as const;

export type HeaderName = keyof typeof HEADERS;
