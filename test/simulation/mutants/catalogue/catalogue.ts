import type { Mutant } from '../mutant.ts';
import { CHARGING } from './charging.ts';
import { CLAIMING } from './claiming.ts';
import { DECIDING } from './deciding.ts';
import { FINISHING } from './finishing.ts';
import { LISTENING } from './listening.ts';
import { ORDERING } from './ordering.ts';
import { RECOVERING } from './recovering.ts';
import { REDACTING } from './redacting.ts';
import { REFUNDING } from './refunding.ts';
import { TELLING } from './telling.ts';
import { WRITING } from './writing.ts';

/** Every bug that is put into the code to see whether the simulation finds it. */
export const MUTANTS: readonly Mutant[] = [
  ...DECIDING,
  ...CLAIMING,
  ...WRITING,
  ...FINISHING,
  ...CHARGING,
  ...ORDERING,
  ...RECOVERING,
  ...REFUNDING,
  ...LISTENING,
  ...TELLING,
  ...REDACTING,
];
