import type Stripe from 'stripe';
import type { Refund } from './processor.ts';
import { toStripeAmount } from './stripe-amount.ts';

/** Stored with every new refund. Older versions below stay as they are for as long as Stripe remembers a key. */
export const REFUND_REQUEST_VERSION = 1;

export interface RefundRequest {
  /** It decides what parameters mean, so it is as much a part of the request as they are. */
  readonly apiVersion: string;
  readonly params: Stripe.RefundCreateParams;
}

export type BuiltRefundRequest =
  | { readonly kind: 'built'; readonly request: RefundRequest }
  | { readonly kind: 'amount-not-supported' }
  | { readonly kind: 'unknown-version' };

const buildVersion1 = (refund: Refund): RefundRequest | null => {
  const amount = toStripeAmount(refund.amount, refund.currency);
  if (amount === null) return null;
  return {
    apiVersion: '2026-10-28.endive',
    params: {
      payment_intent: refund.paymentId,
      // Always said, also for the whole: what is left of a payment may change between two attempts.
      amount,
      // By these it is found again once Stripe may have forgotten its key. A reason is ours and not sent: `fraudulent`
      // would put the card on a block list.
      metadata: {
        refundId: refund.refundId,
        chargeId: refund.chargeId,
        downstreamKey: refund.downstreamKey,
        tenant: refund.tenant,
      },
    },
  };
};

/**
 * The request for a stored refund, in the version that was stored with it. The same refund always gives the same bytes,
 * because Stripe refuses a key whose parameters changed; a golden test holds every version to that.
 */
export const buildRefundRequest = (refund: Refund): BuiltRefundRequest => {
  switch (refund.requestVersion) {
    case 1: {
      const request = buildVersion1(refund);
      return request === null ? { kind: 'amount-not-supported' } : { kind: 'built', request };
    }
    default:
      return { kind: 'unknown-version' };
  }
};
