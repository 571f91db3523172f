import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { deadlineOf } from '../http/call.ts';
import { idempotentLambda } from '../http/lambda.ts';
import { type Problem, problem } from '../http/problem.ts';
import { problemToResult } from '../http/respond.ts';
import { StoreUnavailable } from '../idempotency/persist.ts';
import { chooseProcessor } from '../processor/choose.ts';
import { stripeAddressOf } from '../processor/stripe-address.ts';
import { verifyEvent } from '../processor/stripe-events.ts';
import { createStripeLook } from '../processor/stripe-look.ts';
import { isPassing } from '../shared/passing.ts';
import { type LookDependencies, lookAt, type Seen } from './look.ts';
import { notSigned } from './not-signed.ts';
import { webhookSecretOf } from './webhook-secret.ts';

export interface WebhookDependencies extends LookDependencies {
  /** The endpoint's own signing secret, `whsec_…`. */
  readonly webhookSecret: () => Promise<string>;
}

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded' | 'requestContext'>;
type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

const NAME = 'webhooks.stripe';

/** Stripe repeats an event for three days, at growing intervals, until it is answered 2xx. */
const later = problem('unavailable', 'It is not certain yet what this event means. Send it again.', {
  retryAfterS: 60,
});

const rawBodyOf = ({ body = '', isBase64Encoded }: Event): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

const received: APIGatewayProxyStructuredResultV2 = {
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: '{"received":true}',
};

/**
 * `POST /webhooks/stripe`: Stripe says that something happened to a payment or a refund, and we look. Needs no token: the
 * signature over the raw body is the proof. Answers 200 as soon as nothing more can come of the event, also when it
 * concerns another deployment.
 */
export const receiveStripeEvent = (dependencies: WebhookDependencies) => {
  const { world, telemetry, webhookSecret } = dependencies;

  const answer = async (event: Event, context: Remaining, requestId: string): Promise<Seen | Problem> => {
    const nowMs = world.clock();
    const signature = event.headers['stripe-signature'] ?? '';
    const verdict = verifyEvent(rawBodyOf(event), signature, await webhookSecret(), nowMs);
    if (verdict.kind === 'invalid') return notSigned;
    return lookAt(dependencies, verdict, { deadlineMs: deadlineOf(context, nowMs), requestId });
  };

  return async (event: Event, context: Remaining): Promise<APIGatewayProxyStructuredResultV2> => {
    const startedAtMs = world.clock();
    const { requestId } = event.requestContext;
    const seen = await telemetry.follow(NAME, requestId, async () => {
      try {
        return await answer(event, context, requestId);
      } catch (error) {
        telemetry.failure(NAME, requestId, error);
        return isPassing(error) || error instanceof StoreUnavailable
          ? later
          : problem('internal-error', 'This is our mistake. Send it again.');
      }
    });
    const refusal = seen === 'later' ? later : typeof seen === 'string' ? undefined : seen;
    const result = refusal === undefined ? received : problemToResult(refusal, requestId);
    telemetry.request({
      operation: NAME,
      requestId,
      status: result.statusCode ?? 200,
      outcome: typeof seen === 'string' ? seen : seen.code,
      durationMs: world.clock() - startedAtMs,
    });
    return result;
  };
};

export const handler = idempotentLambda((dependencies, settings) =>
  receiveStripeEvent({
    ...dependencies,
    settings,
    processor: chooseProcessor(settings),
    look: createStripeLook(stripeAddressOf(settings)),
    webhookSecret: webhookSecretOf(settings),
  }),
);
