import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What went over the network since the last time. */
export interface Traffic {
  readonly calls: number;
  /** From the SDK's sending to its answer, over all calls. */
  readonly inCallsMs: number;
  /** What the network added, call by call. */
  readonly addedMs: readonly number[];
}

/**
 * A network of `roundTripMs` between a client and DynamoDB. It is put between the SDK and its HTTP client: below all that a
 * contender can do differently (marshalling, signing, repeats), and above the sockets, of which there are 50 for all.
 * A timer rather than a proxy: that would take its share of the machine for each call.
 */
export const networkOf = (roundTripMs: number) => {
  let calls = 0;
  let inCallsMs = 0;
  let addedMs: number[] = [];

  const between = <Client extends DynamoDBClient | DynamoDBDocumentClient>(client: Client): Client => {
    const { requestHandler } = client.config;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (request, options) => {
      calls += 1;
      const startedAtMs = performance.now();
      if (roundTripMs > 0) {
        await wait(roundTripMs);
        addedMs.push(performance.now() - startedAtMs);
      }
      try {
        return await handle(request, options);
      } finally {
        inCallsMs += performance.now() - startedAtMs;
      }
    };
    return client;
  };
  return {
    between,
    take: (): Traffic => {
      const traffic = { calls, inCallsMs, addedMs };
      calls = 0;
      inCallsMs = 0;
      addedMs = [];
      return traffic;
    },
  };
};
