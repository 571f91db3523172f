import type { BrokenRule } from './broken-rule.ts';
import { isMoment, without } from './conditions.ts';

/** Each of them is needed: without it the search finds a way to break a promise. */
export const BROKEN_RULES: readonly BrokenRule[] = [
  { name: 'only the owner releases', write: without('owner', 'released') },
  { name: 'all attempts of a charge share one downstream key', isKeyPerAttempt: true },
  { name: 'settling burns the key (`cancel` is a fence)', isCancelWithoutFence: true },
  {
    name: 'a takeover never releases',
    operation: (operation) => ({
      ...operation,
      perform: (charge, attempt) => {
        if (attempt.kind === 'takeover') Object.assign(attempt, { kind: 'again' });
        return operation.perform(charge, attempt);
      },
    }),
  },
  {
    name: 'the handler settles what is old, and does not resume it',
    operation: ({ settle, ...operation }, program) =>
      program === 'charge' || settle === undefined ? operation : { ...operation, settle },
  },
  { name: 'a claim creates, and never overwrites', write: without('unclaimed') },
  { name: 'a takeover opens nothing that has ended', write: without('state', 'in-progress') },
  {
    name: 'a takeover takes only from the attempt that it saw',
    write: without('owner', 'in-progress'),
    isAboutLeases: true,
  },
  {
    name: 'an order is canceled only from the version that was seen placed',
    write: without('placedAsSeen'),
    isAboutOrders: true,
  },
  { name: 'a charge takes only a placed order', write: without('placed'), isAboutOrders: true },
  { name: 'what is unknown is not called declined', isUnknownDeclined: true },
  {
    name: 'a release is a state and not a deletion',
    write: (write) => {
      if (!('Update' in write) || !isMoment(write, 'released')) return write;
      const { UpdateExpression: _, Key, ...expressions } = write.Update;
      return { Delete: { ...expressions, Key: Key ?? {} } };
    },
  },
];
