import type { Part } from '../part.ts';
import { measureLatency } from './measure.ts';
import type { Latency } from './result.ts';
import { latencyTables } from './tables.ts';
import { latencyTargets } from './targets.ts';

/** How long requests take, and how many there are in a second. */
export const latency: Part<Latency> = {
  name: 'latency',
  measure: (say) => measureLatency(say),
  tables: latencyTables,
  targets: latencyTargets,
};
