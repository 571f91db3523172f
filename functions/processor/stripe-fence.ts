import type { EpochMs } from '../shared/clock.ts';
import type { CancelOutcome, Payment, Unknown } from './processor.ts';
import type { Budget } from './stripe-budget.ts';
import type { StripeCalls } from './stripe-calls.ts';
import { declined } from './stripe-declines.ts';
import { endFence, endIntent } from './stripe-ending.ts';
import { type Finding, sortAnswer } from './stripe-outcome.ts';
import type { PaymentRequests } from './stripe-request.ts';
import { searchPayment } from './stripe-search.ts';

/** What the original came to, now that its key is known to be in use; `not-ours` when the key holds something else. */
type OriginalOutcome = CancelOutcome | { readonly kind: 'not-ours' } | { readonly kind: 'broken' };

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const notFinal = (finding: Finding): Unknown =>
  unknown('reason' in finding ? finding.reason : `the processor answered: ${finding.kind}`);

/**
 * The fence: ends the matter of one key without starting a payment. Stripe stores the first request that it executes
 * under a key and refuses every other, so whichever of these comes first decides, and all say the same afterwards:
 *
 * | first under the key         | the fence meets            | then                                             | answer |
 * | --------------------------- | -------------------------- | ------------------------------------------------ | ------ |
 * | this fence                  | an intent                  | cancel the intent; a late original meets 400     | canceled |
 * | this fence, answer lost     | (next time) the same intent | as above                                        | unknown, then canceled |
 * | an earlier, equal fence     | its replayed intent        | as above                                         | canceled |
 * | the last fence, earlier     | key taken, or 400 again    | original: key taken or refused; last fence: replayed intent | canceled |
 * | the original, finished      | key taken                  | re-send the original: its stored answer          | succeeded, declined |
 * | the original, still running | 409                        |                                                  | unknown |
 * | the original, arrives while the fence runs | an intent   | the original meets 409, and later 400            | canceled |
 * | the original, refused before Stripe stored it | an intent | as in the first row                            | canceled |
 * | the original, stored as 5xx | key taken                  | re-send the original: replayed 5xx; search       | what is found |
 * | the fence, stored as 5xx    | replayed 5xx               | search                                           | what is found |
 * | nothing: the fence is refused for its amount or currency | 400 | the last fence takes the key            | canceled |
 *
 * The original is re-sent only after Stripe said that its key holds other parameters than the fence's. A request that
 * is running answers 409 instead, so what the key holds has ended: the re-send replays it or is refused, and runs
 * nothing. It rests on the key being remembered, so the caller makes sure of its age.
 */
export const raiseFence = async (
  calls: StripeCalls,
  payment: Payment,
  requests: PaymentRequests,
  nowMs: EpochMs,
  budget: Budget,
): Promise<CancelOutcome> => {
  const { apiVersion } = requests;
  const create = async (params: PaymentRequests['original']): Promise<Finding> =>
    sortAnswer(await calls.create({ params, apiVersion }, payment.downstreamKey, budget));

  const askOriginal = async (): Promise<OriginalOutcome> => {
    const finding = await create(requests.original);
    switch (finding.kind) {
      case 'succeeded':
      case 'declined':
        return finding;
      case 'open':
        return endIntent(calls, finding.intent, budget);
      case 'key-taken':
        return { kind: 'not-ours' };
      case 'refused':
        // Stored: the end of the original. Not stored: refused before its key was looked at, which tells nothing.
        return finding.isReplay ? declined(finding.code) : { kind: 'not-ours' };
      case 'broken':
        return finding.isReplay ? { kind: 'broken' } : notFinal(finding);
      default:
        return notFinal(finding);
    }
  };

  let isOriginalAsked = false;
  for (const params of [requests.fence, requests.lastFence]) {
    const finding = await create(params);
    switch (finding.kind) {
      case 'succeeded':
        return finding;
      case 'open':
        return endFence(calls, finding.intent, budget);
      case 'refused':
        continue;
      case 'broken':
        return finding.isReplay ? searchPayment(calls, payment, nowMs, budget) : notFinal(finding);
      case 'key-taken': {
        if (isOriginalAsked) continue;
        isOriginalAsked = true;
        const outcome = await askOriginal();
        if (outcome.kind === 'not-ours') continue;
        return outcome.kind === 'broken' ? searchPayment(calls, payment, nowMs, budget) : outcome;
      }
      default:
        return notFinal(finding);
    }
  }
  return unknown('no fence was accepted');
};
