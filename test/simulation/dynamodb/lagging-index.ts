import type { State } from './state.ts';

interface Past {
  readonly fromMs: number;
  readonly state: State;
}

/**
 * Indexes that show the tables as they were some time ago, as DynamoDB's may: for the option `indexed`.
 *
 * @param nowMs the world's time
 * @param lagMs how far behind they are now; 0 for not at all. It may change at any time, and what was shown is then
 *   shown no more or once again: an index that is behind promises no order either
 * @example createSimulatedDynamoDb(definitions, { indexed: laggingIndex(timeline.nowMs, () => lagMs) });
 */
export const laggingIndex = (nowMs: () => number, lagMs: () => number): ((now: State) => State) => {
  const past: Past[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  // Asked at every command, before it is carried out: what is now has been since the command before.
  return (now) => {
    if (past.at(-1)?.state !== now) past.push({ fromMs: lastMs, state: now });
    lastMs = nowMs();
    const shownMs = lastMs - lagMs();
    return past.findLast(({ fromMs }) => fromMs <= shownMs)?.state ?? now;
  };
};
