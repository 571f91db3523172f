import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { type StripeFault, startLocalStripe } from '../../local/stripe/index.ts';
import type { ProcessorHarness } from './harness.ts';
import { CLAIMED_AT_MS } from './payments.ts';

/** Stripe by its SDK, at the local Stripe. */
export const stripeHarness = async (): Promise<ProcessorHarness> => {
  let nowMs = CLAIMED_AT_MS;
  const clock = () => nowMs;
  const local = await startLocalStripe({ clock });
  const door = await local.openDoor();
  const processor = createStripeProcessor({
    apiKey: 'sk_test_x',
    apiBase: door.url,
    account: 'acct_1',
    clock,
  });
  const during =
    (fault: StripeFault) =>
    async <T>(act: () => Promise<T>): Promise<T> => {
      await door.arm(fault);
      try {
        return await act();
      } finally {
        await door.arm(undefined);
      }
    };
  return {
    processor,
    ledger: async () => local.ledger(),
    refunds: async () => local.refunds(),
    nowMs: clock,
    pass: (durationMs) => {
      nowMs += durationMs;
    },
    losingAnswers: during({ fault: 'processor-timeout' }),
    disconnected: during({ fault: 'processor-down' }),
    close: () => local.close(),
  };
};
