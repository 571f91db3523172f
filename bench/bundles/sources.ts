import { join } from 'node:path';

export const PROJECT_ROOT = join(import.meta.dirname, '../..');

/** The one that moves money. Its SDK is two fifths of a charge's bundle, in all contenders alike. */
export const PROCESSOR = 'stripe';

/** The source file of a contender's entry. */
export const contenderFile = (entry: string): string =>
  join(PROJECT_ROOT, 'bench/contenders/entries', `${entry}.ts`);
