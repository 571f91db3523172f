import { GATEWAY_TIMEOUT_S, INTEGRATION_TIMEOUT_S, processorTimeoutMs } from '../functions/shared/limits.ts';

/** How long Stripe answers a repeated key with what it did the first time: 24 hours. */
const KEY_RETENTION_S = 24 * 60 * 60;

/** What settling needs before the processor forgets: the recovery's own attempts, and hours that are never exact. */
const SETTLE_MARGIN_S = 60 * 60;

export interface Timeouts {
  /** @default 25 - see `DEFAULT_FUNCTION_TIMEOUT_S` */
  readonly functionTimeoutS: number;
  /** @default 300 - see `DEFAULT_SETTLE_AFTER_S` */
  readonly settleAfterS: number;
}

/**
 * Stops the synth when something would give up before what it waits for, or when a charge would still wait to be
 * settled at a time when the processor no longer knows its key.
 *
 * @throws Error naming the order and the numbers that break it
 */
export function assertTimeouts({ functionTimeoutS, settleAfterS }: Timeouts): void {
  const order = [
    ['processor call', processorTimeoutMs(functionTimeoutS) / 1000],
    ['function', functionTimeoutS],
    ['integration', INTEGRATION_TIMEOUT_S],
    ['gateway', GATEWAY_TIMEOUT_S],
  ] as const;

  const isInOrder = order.every(
    ([, timeoutS], index) => index === 0 || timeoutS > (order[index - 1]?.[1] ?? 0),
  );
  if (!isInOrder) {
    const names = order.map(([name]) => name).join(' < ');
    const numbers = order.map(([, timeoutS]) => `${timeoutS} s`).join(', ');
    throw new Error(`Time-outs must be in the order ${names}, but are ${numbers} (FUNCTION_TIMEOUT_S).`);
  }

  if (settleAfterS + SETTLE_MARGIN_S >= KEY_RETENTION_S) {
    throw new Error(
      `SETTLE_AFTER_S=${settleAfterS} is too long: with a margin of ${SETTLE_MARGIN_S} s, a charge must be settled ` +
        `before the processor forgets its key after ${KEY_RETENTION_S} s.`,
    );
  }
}
