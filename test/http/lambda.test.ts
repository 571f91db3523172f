import { afterEach, describe, expect, it } from '@jest/globals';
import { lambda } from '../../functions/http/lambda.ts';
import type { RouteHandler } from '../../functions/http/route.ts';

const NAME = 'AWS_LAMBDA_FUNCTION_NAME';
const EVENT = {} as Parameters<RouteHandler>[0];
const CONTEXT = { getRemainingTimeInMillis: () => 1_000 };

afterEach(() => {
  delete process.env[NAME];
});

const countingWires = () => {
  const counted = { wires: 0 };
  const handler = lambda(() => {
    counted.wires += 1;
    return async () => ({ statusCode: 204 });
  });
  return { counted, handler };
};

describe("a function's handler", () => {
  it('is wired while the process starts on Lambda, and once', async () => {
    process.env[NAME] = 'payonce';
    const { counted, handler } = countingWires();
    expect(counted.wires).toBe(1);

    await handler(EVENT, CONTEXT);
    await handler(EVENT, CONTEXT);
    expect(counted.wires).toBe(1);
  });

  it('is wired by its first event elsewhere, and once', async () => {
    const { counted, handler } = countingWires();
    expect(counted.wires).toBe(0);

    await handler(EVENT, CONTEXT);
    await handler(EVENT, CONTEXT);
    expect(counted.wires).toBe(1);
  });
});
