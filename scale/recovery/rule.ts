import { DUE_SHARDS } from '../../functions/idempotency/home.ts';
import { ASSUMED } from '../assumptions.ts';
import type { Outage } from './backlog.ts';

/** As `infra/recovery.ts` and `functions/recovery/recover.ts` have them; `test/scale` sees the function keep to them. */
export const RUN_TIMEOUT_MS = 60_000;
export const RUN_EVERY_S = 60;
const PER_ITEM_MS = 15_000;
export const CONCURRENCY = 8;
export const LIMIT_PER_SHARD = 100;

/** All that settling takes of the processor: two calls. Ending what was released asks it nothing. */
export const PROCESSOR_MS: Readonly<Record<Outage, number>> = {
  silent: 2 * ASSUMED.lookMs.value,
  refusing: 0,
};

/** Read it, claim it and complete it; or read it and end it. */
const itemMs = (outage: Outage, processorMs: number): number =>
  ASSUMED.readMs.value + (outage === 'silent' ? 2 : 1) * ASSUMED.writeMs.value + processorMs;

interface Bounds {
  readonly concurrency: number;
  readonly limitPerShard: number;
}

/** How many a run finds at most, and how many it begins before its last 15 seconds. */
export const endedByRule = (
  outage: Outage,
  processorMs: number,
  { concurrency, limitPerShard }: Bounds = { concurrency: CONCURRENCY, limitPerShard: LIMIT_PER_SHARD },
): { readonly found: number; readonly begun: number; readonly ended: number } => {
  const timeMs = RUN_TIMEOUT_MS - PER_ITEM_MS - ASSUMED.readMs.value;
  const begun = concurrency * Math.ceil(timeMs / itemMs(outage, processorMs));
  const found = DUE_SHARDS * limitPerShard;
  return { found, begun, ended: Math.min(found, begun) };
};
