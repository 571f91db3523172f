import type { LocalEvent } from './event.ts';

/** What comes first when the clock does not tell: a cause before its effect. */
const rankOf = (event: LocalEvent): number => {
  if (event.kind === 'record') return event.state === 'in-progress' ? 2 : 4;
  return { request: 0, fault: 1, money: 3, answer: 5 }[event.kind];
};

/** As it happened. */
export const byTime = (one: LocalEvent, other: LocalEvent): number =>
  one.atMs - other.atMs || rankOf(one) - rankOf(other);
