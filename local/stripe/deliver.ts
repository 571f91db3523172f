import { createHmac } from 'node:crypto';
import type { StripeEvent } from './events.ts';

/** Where events go, and what they are signed with. */
export interface Endpoint {
  readonly url: string;
  /** @example 'whsec_local' */
  readonly secret: string;
}

export interface Delivery {
  readonly id: string;
  /** What the endpoint answered, or `null` when it did not. */
  readonly httpStatus: number | null;
}

/** Longer than any function runs, and no longer than Stripe waits. */
const TIMEOUT_MS = 30_000;

/** https://docs.stripe.com/webhooks#verify-manually. Ours, and not the SDK's that verifies it, so that a slip shows. */
export const signatureOf = (body: string, secret: string, nowMs: number): string => {
  const timestampS = Math.floor(nowMs / 1000);
  const signature = createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex');
  return `t=${timestampS},v1=${signature}`;
};

/** Posts one event, signed now. */
export const deliver = async (
  event: StripeEvent,
  { url, secret }: Endpoint,
  nowMs: number,
): Promise<Delivery> => {
  const body = JSON.stringify(event, null, 2);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureOf(body, secret, nowMs),
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return { id: event.id, httpStatus: response.status };
  } catch {
    // Nobody there, or nobody who answers: Stripe would come again, here whoever asked for the delivery does.
    return { id: event.id, httpStatus: null };
  }
};
