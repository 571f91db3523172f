import type { Attempt } from '../idempotency/operation.ts';
import type { Environment } from '../shared/environment.ts';
import type { World } from '../shared/world.ts';

/** Kept back from the processor's time, so that its answer can still be written down. */
const COMPLETION_RESERVE_MS = 1_500;

/** What an attempt at moving money goes by: when it is, who asked, and how long the processor may take. */
export const attemptsIn = (
  world: World,
  { processorTimeoutMs }: Pick<Environment, 'processorTimeoutMs'>,
) => ({
  occasion: ({ requestId }: Attempt) => ({ nowMs: world.clock(), requestId }),
  budgetMs: ({ deadlineMs }: Attempt): number =>
    Math.min(processorTimeoutMs, deadlineMs - world.clock() - COMPLETION_RESERVE_MS),
});
