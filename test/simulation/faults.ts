import type { Random } from './random.ts';

/** What may happen to one call over the network, and to the function that makes it. */
export const CALL_FAULTS = [
  /** The function dies before it sends. */
  'crash-before',
  /** It dies after it has sent. */
  'crash-after',
  /** It stands still past its lease, then goes on. */
  'freeze',
  'request-lost',
  'answer-lost',
  /** It arrives long after its sender has given up. */
  'delayed',
  /** It arrives, and once more later. */
  'duplicated',
  'throttled',
  'server-error',
  'contended',
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

export type Rates = Readonly<Record<CallFault | 'reply-lost', number>>;

/** A seed is calm about most things and wild about some: every fault gets its chance to meet every other. */
export const drawRates = (random: Random): Rates =>
  Object.fromEntries(
    [...CALL_FAULTS, 'reply-lost'].map((fault) => [fault, random.pick([0, 0, 0.01, 0.03, 0.1, 0.25])]),
  ) as Rates;

export const NO_FAULTS = Object.fromEntries(
  [...CALL_FAULTS, 'reply-lost'].map((fault) => [fault, 0]),
) as Rates;

/** The first fault that chance brings, in the table's order. */
export const drawFault = (random: Random, rates: Rates): CallFault | undefined =>
  CALL_FAULTS.find((fault) => random.chance(rates[fault]));
