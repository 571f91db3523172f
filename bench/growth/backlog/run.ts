import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PaymentProcessor } from '../../../functions/processor/processor.ts';
import { recover } from '../../../functions/recovery/recover.ts';
import { logged } from '../../../scale/counting/logged.ts';
import type { Run } from '../result.ts';
import type { Stock } from '../stored/stock.ts';

const RUN_MS = 60_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Twice: what the first time lets go of may hold more. */
const heldBytes = (): number => {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

/** One run of the production recovery, with the time that a deployed one has, and a processor that answers at once. */
export const runOnce = async ({ dependencies, meter }: Stock): Promise<Run> => {
  let atOnce = 0;
  let atOnceMax = 0;
  let heldKb = 0;
  let lookedMs = 0;
  await nextTurn();
  const before = heldBytes();
  const cancel: PaymentProcessor['cancel'] = async () => {
    if (atOnceMax === 0) {
      const startedMs = performance.now();
      heldKb = (heldBytes() - before) / 1_024;
      lookedMs = performance.now() - startedMs;
    }
    atOnce += 1;
    atOnceMax = Math.max(atOnceMax, atOnce);
    // The others get their turn, as they would while a processor is asked.
    await nextTurn();
    atOnce -= 1;
    return { kind: 'canceled' };
  };
  const beganMs = performance.now();
  const world = {
    ...dependencies.world,
    // Passes while it runs: a run goes by it when it decides whether to begin another charge.
    clock: () => dependencies.world.clock() + Math.round(performance.now() - beganMs),
  };
  const run = recover({ ...dependencies, world, processor: { ...dependencies.processor, cancel } });
  meter.take();
  const { result } = await logged(async () => {
    const startedMs = performance.now();
    const report = await run({}, { awsRequestId: 'run', getRemainingTimeInMillis: () => RUN_MS });
    return { ...report, tookMs: performance.now() - startedMs - lookedMs };
  });
  const { due: found, settled, tookMs } = result;
  return { found, settled, tookMs, calls: meter.take().calls.length, atOnceMax, heldKb };
};
