import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answerOne, type Outcome, refused } from '../http/answer-one.ts';
import { deadlineOf } from '../http/call.ts';
import { idempotentLambda } from '../http/lambda.ts';
import { type Problem, problem } from '../http/problem.ts';
import { StoreUnavailable } from '../idempotency/persist.ts';
import { chooseProcessor } from '../processor/choose.ts';
import { secretReader } from '../processor/secret.ts';
import { stripeAddressOf } from '../processor/stripe-address.ts';
import { verifyEvent } from '../processor/stripe-events.ts';
import { createStripeLook } from '../processor/stripe-look.ts';
import { isPassing } from '../shared/passing.ts';
import { type LookDependencies, lookAt } from './look.ts';
import { notSigned } from './not-signed.ts';

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

const explain = (error: unknown): Problem =>
  isPassing(error) || error instanceof StoreUnavailable
    ? later
    : problem('internal-error', 'This is our mistake. Send it again.');

/**
 * `POST /webhooks/stripe`: Stripe says that something happened to a payment or a refund, and we look. Needs no token: the
 * signature over the raw body is the proof. Answers 200 as soon as nothing more can come of the event, also when it
 * concerns another deployment.
 */
export const receiveStripeEvent = (dependencies: WebhookDependencies) => {
  const { world, telemetry, webhookSecret } = dependencies;

  return (event: Event, context: Remaining): Promise<APIGatewayProxyStructuredResultV2> => {
    const { requestId } = event.requestContext;

    const respond = async (): Promise<Outcome> => {
      const nowMs = world.clock();
      const signature = event.headers['stripe-signature'] ?? '';
      const verdict = verifyEvent(rawBodyOf(event), signature, await webhookSecret(), nowMs);
      if (verdict.kind === 'invalid') return refused(notSigned, requestId);
      const occasion = { by: 'webhook', requestId, deadlineMs: deadlineOf(context, nowMs) } as const;
      const seen = await lookAt(dependencies, verdict, occasion);
      return seen === 'later'
        ? { ...refused(later, requestId), outcome: seen }
        : { outcome: seen, result: received };
    };
    return answerOne({ telemetry, clock: world.clock, name: NAME, requestId }, respond, explain);
  };
};

export const handler = idempotentLambda((dependencies, settings) =>
  receiveStripeEvent({
    ...dependencies,
    settings,
    processor: chooseProcessor(settings),
    look: createStripeLook(stripeAddressOf(settings)),
    webhookSecret: secretReader({
      local: settings.stripeWebhookSecret,
      secretId: () => settings.stripeWebhookSecretId,
      ifEmpty:
        'The webhook secret is empty. Put the signing secret into it: see the output StripeWebhookSecretCommand.',
    }),
  }),
);
