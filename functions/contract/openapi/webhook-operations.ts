import * as z from 'zod/mini';
import { note } from './notes.ts';
import { json, type Operation } from './operation.ts';

note(
  z.looseObject({ id: z.string(), object: z.literal('event'), type: z.string(), data: z.looseObject({}) }),
  {
    id: 'StripeEvent',
    description:
      'An event of Stripe. Only what it is about is read: what it says of that is not believed, Stripe is asked.',
  },
  { id: "The event's id.", object: 'What this is.', type: 'What happened.', data: 'What it happened to.' },
);

const received = z.object({ received: z.literal(true) });
note(
  received,
  { id: 'Received', description: 'Nothing more can come of the event.' },
  { received: 'Always `true`.' },
);

/** There only where Stripe is the processor. */
export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  {
    id: 'webhooks.stripe',
    method: 'post',
    path: '/webhooks/stripe',
    scope: null,
    tag: 'Webhooks',
    summary: 'Receive an event of Stripe',
    description: [
      'Called by Stripe, and there only where Stripe is the processor. No token: the `Stripe-Signature` over the raw body is the proof, and no older than five minutes.',
      'An event means "look at this now", however late, often and out of order it comes: money for a charge that is held as failed is given back once, and a refund that failed at the bank becomes `failed`.',
    ].join('\n\n'),
    parameters: ['StripeSignature'],
    request: { schemas: ['StripeEvent'], examples: {} },
    success: {
      status: 200,
      description: 'Nothing more can come of the event.',
      headers: [],
      content: json(['Received'], { received: { received: true } }),
    },
    problems: ['signature-invalid', 'internal-error', 'unavailable'],
  },
];
