import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type {
  Context,
  APIGatewayProxyEventV2WithJWTAuthorizer as Event,
  APIGatewayProxyStructuredResultV2 as Result,
} from 'aws-lambda';
import {
  type Answer,
  fingerprinter,
  idempotent,
  inTable,
  type Operation,
  parseIdempotencyKey,
} from '../../functions/idempotency/index.ts';
import { realWorld } from '../../functions/shared/world.ts';

interface Pickup {
  readonly id: string;
  readonly address: string;
}

const reply = (statusCode: number, body: unknown, retryAfterS?: number): Result => ({
  statusCode,
  headers: {
    'content-type': 'application/json',
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  },
  body: JSON.stringify(body),
});

/** Books a courier. The item's id is the same for every attempt, so the courier service books one. */
const pickupOperation: Operation<{ readonly address: string }, Pickup, never> = {
  name: 'pickups.book',
  home: inTable(process.env.IDEMPOTENCY_TABLE ?? '', { ttlDays: 30 }),
  intent: ({ address }, { id }) => ({ id, address }),
  perform: async ({ id, address }) => {
    const url = `${process.env.COURIER_URL}/pickups/${id}`;
    // No answer is not a no: whether it was booked is for the next attempt to find out.
    const answer = await fetch(url, { method: 'PUT', body: address }).catch(() => undefined);
    if (!answer?.ok) return { kind: 'unknown' };
    const body = JSON.stringify({ id, booked: await answer.text() });
    const response = { status: 201, contentType: 'application/json', location: null, body };
    return { kind: 'completed', set: {}, response };
  },
};

const toResult = (answer: Answer<never>): Result => {
  switch (answer.kind) {
    case 'executed':
    case 'replayed': {
      const { status, contentType, body } = answer.response;
      return { statusCode: status, headers: { 'content-type': contentType }, body };
    }
    case 'mismatch':
      return reply(422, { error: 'This key was used with another request.' });
    case 'in-progress':
      return reply(409, { error: 'The same request is being worked on.' }, answer.retryAfterS);
    case 'refused':
      return answer.refusal;
    case 'unknown':
    case 'unavailable':
      return reply(503, { error: 'Repeat it unchanged, with the same key.' }, answer.retryAfterS);
  }
};

/** The layer repeats its writes by itself: it must know whether one before may have been carried out. */
const documentClient = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));

/** `POST /pickups`: books a courier once per tenant and idempotency key, for thirty days. */
export const handler = async (event: Event, context: Context): Promise<Result> => {
  const parsed = parseIdempotencyKey(event.headers['idempotency-key']);
  if (parsed.kind !== 'key') return reply(400, { error: 'Send an Idempotency-Key.' });
  const body = JSON.parse(event.body ?? 'null') as { readonly address: string };

  const answer = await idempotent({ documentClient, world: realWorld }, pickupOperation, {
    tenant: String(event.requestContext.authorizer.jwt.claims.sub),
    key: parsed.key,
    body,
    fingerprintIn: fingerprinter({ method: 'POST', route: '/pickups', pathParameters: {}, body }),
    deadlineMs: realWorld.clock() + context.getRemainingTimeInMillis(),
    requestId: context.awsRequestId,
  });
  return toResult(answer);
};
