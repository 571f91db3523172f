import { disarmTroubles } from './server.ts';
import type { Store } from './store.ts';
import { planStorm } from './storm.ts';
import type { Visit } from './visit.ts';

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Fifty taps, each as soon as its turn has come, whatever the ones before are waiting for. */
export const playStorm = async (visit: Visit, store: Store, signal: AbortSignal): Promise<void> => {
  store.change({ kind: 'set', set: { storm: { kind: 'running', ends: 0 } } });
  const taps: Promise<void>[] = [];
  for (const { trouble, gapMs } of planStorm(Math.random)) {
    await passed(gapMs);
    if (signal.aborted) break;
    taps.push(visit.tap(trouble));
  }
  await Promise.all(taps);
  // What met nobody must not meet whoever taps next.
  await disarmTroubles().catch(() => undefined);
  if (!signal.aborted) store.change({ kind: 'set', set: { storm: { kind: 'over' } } });
};
