import { type Counters, noCounts, type State } from './counters.ts';
import { CALM, drawWeather, type Fault, type Target, type Weather } from './faults.ts';
import type { RefundLuck } from './payments-refunds.ts';
import { streamOf } from './random.ts';

const MINUTE_MS = 60_000;

/** What is left out of a world, by name: shoppers, recovery runs, single faults. @default nothing */
export type Suppress = (id: string) => boolean;

/** All that goes wrong in one world: draws it, counts it, knows when the last of it is over. */
export interface Storm {
  /** How far a clock may be off, either way. That stays when the storm is over. */
  readonly skewMs: number;
  /** Whether something that can be left out happens. Whatever does is remembered by its name. */
  readonly happens: (id: string) => boolean;
  /** What strikes this call, if anything does. @param share from 0 to 1, the caller's draw */
  readonly strike: (
    target: Target,
    share: number,
    id: string,
    itemId: string | undefined,
  ) => Fault | undefined;
  /** Counts what was not drawn, but follows. */
  readonly count: (fault: Fault, itemId: string | undefined) => void;
  /** Something that has begun goes on until then, whatever the weather. */
  readonly lastsUntil: (timeMs: number) => void;
  /** How probably the processor fails at a call, named by its charge. */
  readonly brokenRate: (call: string) => number;
  /** What may become of a call that gives money back. */
  readonly refundLuck: (call: string) => RefundLuck;
  /** Nothing new strikes from now on. */
  readonly end: () => void;
  readonly effectsEndMs: () => number;
  readonly counters: Counters;
  readonly happened: readonly string[];
}

export const brewStorm = (
  seed: number,
  clock: () => number,
  lengthMs: number,
  stateOf: (itemId: string) => State,
  suppress: Suppress,
): Storm => {
  const random = streamOf(seed, 'weather');
  const startMs = clock();
  // Functions that outlive their lease because they stand still, and clocks that are wrong by more than a lease.
  const isOfZombies = random.chance(0.15);
  let weather: Weather = drawWeather(random, isOfZombies ? 'freeze' : undefined);
  const brokenRate = random.pick([0, 0, 0.05, 0.2]);
  const refundWeather = streamOf(seed, 'refund weather');
  const refusedForNow = refundWeather.pick([0, 0, 0.1, 0.4]);
  const failed = refundWeather.pick([0, 0, 0.1]);
  // Mostly up, sometimes away for minutes, sometimes coming and going.
  const downtimes = Array.from({ length: isOfZombies ? 40 : random.pick([0, 0, 1, 2, 40]) }, (_, place) => {
    const fromMs = startMs + random.between(0, place === 0 ? 10_000 : lengthMs);
    return { fromMs, toMs: fromMs + random.pick([1_000, 5_000, 10_000, place < 2 ? 4 * MINUTE_MS : 1_000]) };
  });
  const skewMs = random.pick(isOfZombies ? [90_000] : [0, 1_500, 1_500, 90_000]);
  // DynamoDB answers nobody, each time in a way of its own.
  const silences = Array.from({ length: random.pick([0, 0, 0, 1, 2]) }, () => {
    const fromMs = startMs + random.between(0, random.pick([10_000, lengthMs]));
    const fault = random.pick(['request-lost', 'answer-lost', 'server-error', 'throttled'] as const);
    return { fromMs, toMs: fromMs + random.between(5_000, MINUTE_MS), fault };
  });
  let isOver = false;
  let effectsEndMs = startMs;
  const counters = noCounts();
  const happened: string[] = [];

  const happens = (id: string): boolean => {
    if (suppress(id)) return false;
    happened.push(id);
    return true;
  };
  const count = (fault: Fault, itemId: string | undefined): void => {
    if (itemId !== undefined) counters[fault][stateOf(itemId)] += 1;
  };
  const isNow = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean =>
    clock() >= fromMs && clock() < toMs;
  const ifNow = (rate: number, id: string): number => (isOver || rate === 0 || !happens(id) ? 0 : rate);
  /** What strikes everybody at this moment. */
  const general = (target: Target): Fault | undefined => {
    if (isOver || target === 'request' || target === 'mail') return undefined;
    if (target === 'processor') return downtimes.some(isNow) ? 'processor-down' : undefined;
    return silences.find(isNow)?.fault;
  };

  return {
    skewMs,
    happens,
    count,
    strike: (target, share, id, itemId) => {
      const fault = general(target) ?? weather[target](share);
      if (fault === undefined || !happens(`fault ${id}`)) return undefined;
      if (fault !== 'stale-index') count(fault, itemId);
      return fault;
    },
    lastsUntil: (timeMs) => {
      effectsEndMs = Math.max(effectsEndMs, timeMs);
    },
    brokenRate: (call) => ifNow(brokenRate, `failure of ${call}`),
    refundLuck: (call) => ({
      broken: ifNow(brokenRate, `failure of ${call}`),
      refusedForNow: ifNow(refusedForNow, `refusal of ${call}`),
      failed: ifNow(failed, `failed refund of ${call}`),
    }),
    end: () => {
      isOver = true;
      weather = CALM;
      effectsEndMs = Math.max(effectsEndMs, clock());
    },
    effectsEndMs: () => effectsEndMs,
    counters,
    happened,
  };
};
