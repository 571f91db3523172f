import type { Part } from '../part.ts';
import { measureCeiling, measureLoads } from './loads.ts';
import type { LocalResult } from './result.ts';
import { measureStarts } from './starts.ts';
import { localTables, localTargets } from './tables.ts';

/** What can be load-tested on `npm start`, and how long one waits for it. */
export const local: Part<LocalResult> = {
  name: 'local',
  measure: async (say) => {
    const cdkOut = process.env.CDK_OUT;
    if (cdkOut === undefined) throw new Error('CDK_OUT is not set: where is the synthesized template?');
    return {
      ceiling: await measureCeiling(say),
      loads: await measureLoads(say, cdkOut),
      starts: await measureStarts(say),
    };
  },
  tables: localTables,
  targets: localTargets,
};
