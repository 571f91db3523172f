import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { parseIdempotencyKey } from '../idempotency/index.ts';
import type { EpochMs } from '../shared/clock.ts';
import { BODY_BYTES_MAX } from '../shared/limits.ts';
import { holdsCardNumber } from './card-number.ts';
import { type Problem, problem } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** A request as a handler sees it: whose it is, what it says, how long there is. */
export interface Call<Body> {
  readonly tenant: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly ifMatch: string | undefined;
  readonly body: Body;
  readonly requestId: string;
  readonly nowMs: EpochMs;
  readonly deadlineMs: EpochMs;
}

export type Schema<Body> = z.core.$ZodType<Body>;

/** A parameter of the path, which the route guarantees. Ids are 56 characters: anything far longer names nothing. */
export const idParameter = ({ path }: Pick<Call<unknown>, 'path'>, name = 'id'): string =>
  (path[name] ?? '').slice(0, 128);

/** The tenant that the token names. API Gateway has verified the token; the claim is chosen at deployment. */
export const readTenant = (event: Event, tenantClaim: string): string | Problem => {
  const tenant = event.requestContext.authorizer?.jwt?.claims?.[tenantClaim];
  if (typeof tenant === 'string' && tenant !== '' && tenant.length <= 256) return tenant;
  return problem(
    'tenant-missing',
    `The access token has no usable claim "${tenantClaim}", which names the tenant. Ask for a token that has it.`,
  );
};

export const readKey = (event: Event): { readonly key: string } | Problem => {
  const parsed = parseIdempotencyKey(event.headers['idempotency-key']);
  switch (parsed.kind) {
    case 'key':
      return { key: parsed.key };
    case 'missing':
      return problem(
        'idempotency-key-missing',
        'Send an Idempotency-Key header: one new, unguessable value per intent (a UUID), the same on every repeat.',
      );
    case 'invalid':
      return problem(
        'idempotency-key-invalid',
        `The Idempotency-Key cannot be used: ${parsed.reason}. Send 1 to 255 visible ASCII characters, once.`,
      );
  }
};

const decodeBody = (event: Event): Uint8Array =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test((contentType ?? '').trim());

const isPlain = (contentEncoding: string | undefined): boolean =>
  contentEncoding === undefined || contentEncoding.trim().toLowerCase() === 'identity';

/** Reads a JSON body strictly. `received` is the value as it was sent, before the schema fills in defaults. */
export const readBody = <Body>(
  event: Event,
  schema: Schema<Body>,
): { readonly received: unknown; readonly body: Body } | Problem => {
  const bytes = decodeBody(event);
  if (bytes.length > BODY_BYTES_MAX)
    return problem('body-too-large', `The body has ${bytes.length} bytes; ${BODY_BYTES_MAX} are accepted.`);
  if (!isPlain(event.headers['content-encoding']))
    return problem('unsupported-media-type', 'Send the body as it is, without Content-Encoding.');
  if (!isJson(event.headers['content-type']))
    return problem('unsupported-media-type', 'Send the body as "content-type: application/json" in UTF-8.');

  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The only failure of a fatal decoder: bytes that are not UTF-8.
    return problem('malformed-json', 'The body is not valid UTF-8.');
  }
  const json = parseStrictJson(text);
  if (json.kind === 'malformed') return problem('malformed-json', json.detail);

  const parsed = z.safeParse(schema, json.value);
  if (parsed.success) return { received: json.value, body: parsed.data };
  return validationFailed(parsed.error.issues.map(toError));
};

interface InputError {
  readonly pointer: string;
  readonly detail: string;
}

/** A member's name that is wrong has its reason one level further in. */
const toError = (issue: z.core.$ZodIssue): InputError => ({
  pointer: toPointer(issue.path),
  detail: (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ?? issue.message,
});

/** RFC 6901. A name that may not be repeated ends it: the pointer then leads to what holds the name. */
const toPointer = (path: readonly PropertyKey[]): string => {
  const secret = path.findIndex((part) => holdsCardNumber(String(part)));
  return path
    .slice(0, secret === -1 ? path.length : secret)
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
};

/** A hundred wrong items need not be a hundred lines. */
const ERRORS_MAX = 20;

export const validationFailed = (all: readonly InputError[]): Problem => {
  // Two checks that fail for one reason say the same.
  const errors = [...new Map(all.map((error) => [`${error.pointer} ${error.detail}`, error])).values()];
  return problem(
    'validation-failed',
    `The request has ${errors.length} error${errors.length === 1 ? '' : 's'}: see "errors". Nothing was stored.`,
    { members: { errors: errors.slice(0, ERRORS_MAX) } },
  );
};

/** When the function will be stopped. */
export const deadlineOf = (context: Pick<Context, 'getRemainingTimeInMillis'>, nowMs: EpochMs): EpochMs =>
  nowMs + context.getRemainingTimeInMillis();
