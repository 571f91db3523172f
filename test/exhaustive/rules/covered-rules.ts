import type { Write } from '../world/table.ts';
import type { BrokenRule } from './broken-rule.ts';
import { without } from './conditions.ts';

/** A rule that may be missing, because another one does its work too; without both, a promise breaks. */
export interface CoveredRule {
  readonly alone: BrokenRule;
  readonly why: string;
  readonly together: BrokenRule;
}

const ownerCompletes = without('owner', 'completed');
const stateAtEnd = without('state', 'released', 'completed');
const held = without('held');
const both =
  (one: (write: Write) => Write, other: (write: Write) => Write) =>
  (write: Write): Write =>
    other(one(write));

export const COVERED_RULES: readonly CoveredRule[] = [
  {
    alone: { name: 'only the owner completes', write: ownerCompletes },
    why:
      'A completion also needs the record to be in progress, so only one is ever written; and all attempts share one ' +
      'payment, so whoever comes first writes the same truth. Whoever comes second is refused, reads it and repeats it.',
    together: {
      name: 'only the owner completes + a completion needs the record to be in progress',
      write: both(ownerCompletes, without('state', 'completed')),
    },
  },
  {
    alone: {
      name: 'only the charge that holds the order pays or frees it',
      write: held,
      isAboutOrders: true,
    },
    why:
      'The order is changed in one transaction with the charge, and the charge needs to be in progress, under this ' +
      'owner: then the order is held by it. The condition is for an order that lost its hold in a way not foreseen.',
    together: {
      name: 'only the charge that holds the order pays or frees it + an ending needs the record to be in progress',
      write: both(held, stateAtEnd),
      isAboutOrders: true,
    },
  },
  {
    alone: { name: 'an ending needs the record to be in progress', write: stateAtEnd },
    why:
      'An owner ends its attempt once. When it repeats the write, because the answer was lost, it writes the same again; ' +
      'and the order, which another charge may hold by then, is guarded by its own condition.',
    together: {
      name: 'an ending needs the record to be in progress + only the owner ends',
      write: both(stateAtEnd, without('owner', 'released', 'completed')),
    },
  },
];
