import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Look } from './look.ts';

/** The default `throttleRate` a second, each request of which may take a second: Little's law. */
const CONCURRENCY_WANTED = 100;

/** How many functions the account may run at once, all of its functions together. New accounts start with 10. */
export const concurrencyLook = (client: LambdaClient): Look => ({
  name: 'Concurrent executions of Lambda',
  permission: 'lambda:GetAccountSettings',
  isOptional: true,
  work: async () => {
    const { AccountLimit: limit } = await client.send(new GetAccountSettingsCommand({}));
    const atOnce = limit?.UnreservedConcurrentExecutions ?? limit?.ConcurrentExecutions;
    if (atOnce === undefined)
      return { verdict: 'cannot tell', seen: 'no limit is named', remedy: 'look in Service Quotas' };
    if (atOnce >= CONCURRENCY_WANTED) return { verdict: 'ok', seen: `${atOnce} unreserved` };
    return {
      verdict: 'missing',
      seen: `${atOnce} unreserved; ${CONCURRENCY_WANTED} charges a second need ${CONCURRENCY_WANTED}`,
      remedy: 'raise the quota “Concurrent executions” of Lambda in Service Quotas',
    };
  },
});
