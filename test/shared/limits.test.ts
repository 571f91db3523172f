import { describe, expect, it } from '@jest/globals';
import {
  BODY_BYTES_MAX,
  CLOCK_SKEW_MS,
  DEFAULT_FUNCTION_TIMEOUT_S,
  DEFAULT_SETTLE_AFTER_S,
  GATEWAY_TIMEOUT_S,
  INTEGRATION_TIMEOUT_S,
  processorTimeoutMs,
} from '../../functions/shared/limits.ts';

describe('the time-outs', () => {
  it('each outlive what they wait for', () => {
    const inOrder = [
      processorTimeoutMs(DEFAULT_FUNCTION_TIMEOUT_S),
      DEFAULT_FUNCTION_TIMEOUT_S * 1000,
      INTEGRATION_TIMEOUT_S * 1000,
      GATEWAY_TIMEOUT_S * 1000,
    ];

    expect(inOrder).toEqual([...new Set(inOrder)].sort((a, b) => a - b));
  });

  it.each([1, 3, 25, 29])(
    'leave a function of %s s time to write down what the processor said',
    (timeoutS) => {
      expect(processorTimeoutMs(timeoutS)).toBeLessThanOrEqual(timeoutS * 1000 - 200);
    },
  );

  it('settle a charge only after its lease is over', () => {
    expect(DEFAULT_SETTLE_AFTER_S * 1000).toBeGreaterThan(DEFAULT_FUNCTION_TIMEOUT_S * 1000 + CLOCK_SKEW_MS);
  });
});

describe('the largest body', () => {
  it('has 64 KiB, and is stored with its reply in one item of DynamoDB', () => {
    expect(BODY_BYTES_MAX).toBe(65_536);
    expect(BODY_BYTES_MAX * 2).toBeLessThan(400 * 1024);
  });
});
