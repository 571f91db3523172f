import type { Random } from './random.ts';

/** What may happen to one call of a function to DynamoDB or to the processor, and to the function meanwhile. */
const CALL_FAULTS = [
  /** The function dies before it sends. */
  'crash-before',
  /** It dies after it has sent. */
  'crash-after',
  /** It stands still, mostly past its lease, then goes on. */
  'freeze',
  'request-lost',
  'answer-lost',
  /** It arrives long after its sender has given up. */
  'delayed',
  /** It arrives, and once more later. */
  'duplicated',
  'throttled',
  /** A 5xx, which tells nothing: half of them were carried out. */
  'server-error',
] as const;

/** What only some calls can meet. */
const SPECIAL_FAULTS = [
  /** Another transaction is at one of the items. */
  'conflict',
  /** An index shows what was, not what is. */
  'stale-index',
  /** Nobody answers at the processor's door, for a while. */
  'processor-down',
] as const;

/** What may happen between a client and a function. */
const REQUEST_FAULTS = [
  /** The client's request never gets to a function. */
  'never-arrives',
  'reply-lost',
  /** API Gateway answers 503 while the function goes on. */
  'gateway-gives-up',
] as const;

/** What follows from others: nobody draws it. */
const CONSEQUENCES = ['killed-at-time-out'] as const;

export const FAULTS = [...CALL_FAULTS, ...SPECIAL_FAULTS, ...REQUEST_FAULTS, ...CONSEQUENCES] as const;
export type Fault = (typeof FAULTS)[number];
export type RequestFault = (typeof REQUEST_FAULTS)[number];

/** What a call is, as far as it decides what may happen to it. */
export const MAY_MEET = {
  read: CALL_FAULTS,
  write: [...CALL_FAULTS, 'conflict'],
  query: [...CALL_FAULTS, 'stale-index'],
  processor: CALL_FAULTS,
  request: REQUEST_FAULTS,
  // Nobody but its sender sends a mail again.
  mail: CALL_FAULTS.filter((fault) => fault !== 'duplicated'),
} as const satisfies Record<string, readonly Fault[]>;
export type Target = keyof typeof MAY_MEET;

/** Chooses by a number from 0 to 1, so that each call costs one draw. */
type Chooser = (share: number) => Fault | undefined;
export type Weather = Readonly<Record<Target, Chooser>>;

/** So wild that half of all calls fail: with more, nothing ever gets as far as to be interesting. */
const SUM_MAX = 0.5;

const chooser = (faults: readonly Fault[], rates: ReadonlyMap<Fault, number>): Chooser => {
  const sum = faults.reduce((total, fault) => total + (rates.get(fault) ?? 0), 0);
  const shrink = Math.min(1, SUM_MAX / sum);
  let upTo = 0;
  const limits = faults.map((fault) => {
    upTo += (rates.get(fault) ?? 0) * shrink;
    return [upTo, fault] as const;
  });
  return (share) => (share < upTo ? limits.find(([limit]) => share < limit)?.[1] : undefined);
};

/** A seed is calm about most things and wild about some: every fault gets its chance to meet every other. */
const RATES = [0, 0, 0.01, 0.03, 0.1, 0.25];

/** @param chief the fault that a world is about: it is wild, and the others leave it room. @default - none */
export const drawWeather = (random: Random, chief?: Fault): Weather => {
  const choices = chief === undefined ? RATES : RATES.slice(0, 4);
  const rates = new Map(FAULTS.map((fault) => [fault, random.pick(choices)]));
  if (chief !== undefined) rates.set(chief, 0.25);
  return Object.fromEntries(
    Object.entries(MAY_MEET).map(([target, faults]) => [target, chooser(faults, rates)]),
  ) as unknown as Weather;
};

const nothing: Chooser = () => undefined;
export const CALM: Weather = {
  read: nothing,
  write: nothing,
  query: nothing,
  processor: nothing,
  request: nothing,
  mail: nothing,
};
