import type { Context } from 'aws-lambda';
import type { ChargeDependencies } from '../charges/create.ts';
import { idempotentLambda } from '../http/lambda.ts';
import type { DueOutcome } from '../idempotency/settle-due.ts';
import { chooseProcessor } from '../processor/choose.ts';
import { settleMoney } from '../refunds/settle-money.ts';
import type { RecoveryLine } from '../shared/telemetry.ts';
import { type DueItem, findDueItems } from './due-items.ts';

/** Oldest first, and all that one run can look at: a shard with more of them is worked off over several minutes. */
const LIMIT_PER_SHARD = 100;

/** At once. Each waits for the processor most of the time, and the processor has limits of its own. */
const CONCURRENCY = 8;

/** The time that one of them may take of a run; with less than this left, no more is begun. */
const PER_ITEM_MS = 15_000;

/**
 * Every minute: finds the charges and refunds that nobody came back for. A charge is ended by asking what happened: none
 * is ever started or resumed here. A refund is resumed until it ends: its money was promised to the customer, and its
 * amount was taken off the charge by the merchant's own request. Any number of runs at once is as good as one.
 */
export const recover = (dependencies: ChargeDependencies) => {
  const { documentClient, world, telemetry, settings } = dependencies;
  const settleOne = settleMoney(dependencies);

  const settle = async ({ tenant, id }: DueItem, requestId: string): Promise<DueOutcome | 'failed'> => {
    try {
      const deadlineMs = world.clock() + PER_ITEM_MS;
      const outcome = await settleOne({ tenant, id, by: 'recovery', requestId, deadlineMs });
      telemetry.settled('recovery.recover', requestId, { id, outcome });
      return outcome;
    } catch (error) {
      // One that cannot be settled must not keep the others waiting.
      telemetry.failure('recovery.recover', requestId, error);
      return 'failed';
    }
  };

  return async (
    _event: unknown,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<RecoveryLine> => {
    const nowMs = world.clock();
    const endsAtMs = nowMs + context.getRemainingTimeInMillis() - PER_ITEM_MS;
    const items = await findDueItems(documentClient, settings.chargesTable, nowMs, LIMIT_PER_SHARD);

    const outcomes: (DueOutcome | 'failed')[] = [];
    const waiting = items.values();
    const work = async (): Promise<void> => {
      for (const item of waiting) {
        if (world.clock() >= endsAtMs) return;
        outcomes.push(await settle(item, context.awsRequestId));
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));

    const report = toReport(items, outcomes, nowMs);
    telemetry.recovery(report);
    return report;
  };
};

const toReport = (
  items: readonly DueItem[],
  outcomes: readonly (DueOutcome | 'failed')[],
  nowMs: number,
): RecoveryLine => {
  const count = (outcome: DueOutcome | 'failed') => outcomes.filter((one) => one === outcome).length;
  return {
    due: items.length,
    settled: count('settled'),
    abandoned: count('abandoned'),
    stillOpen: count('still-open'),
    notDue: count('not-due'),
    left: items.length - outcomes.length,
    failed: count('failed'),
    oldestDueMs: items[0] === undefined ? 0 : nowMs - items[0].dueAtMs,
  };
};

export const handler = idempotentLambda((dependencies, settings) =>
  recover({ ...dependencies, settings, processor: chooseProcessor(settings) }),
);
