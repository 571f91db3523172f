import type { Contender } from '../contenders/routes.ts';

export const REQUESTS = ['order, first', 'order, replay', 'charge, first', 'charge, replay'] as const;
export type RequestName = (typeof REQUESTS)[number];

export const CONTENDERS: readonly Contender[] = ['without key', 'stock', 'ours'];

/** Microseconds of CPU per request, one figure for each round. */
export interface CpuRounds {
  readonly request: RequestName;
  readonly us: Readonly<Record<Contender, readonly number[]>>;
}

export interface FunctionSeen {
  readonly name: string;
  /** File and line. */
  readonly place: string;
  readonly samples: number;
}

/** Where a profile's samples fell, waiting and measuring left out. */
export interface Profiled {
  readonly request: RequestName;
  readonly parts: Readonly<Record<string, number>>;
  /** Those with the most of their own, most first. */
  readonly functions: readonly FunctionSeen[];
}

/** Bytes, once for each process. */
export interface Held {
  readonly rss: readonly number[];
  /** After a collection: what is in use. */
  readonly heapUsed: readonly number[];
}

export interface Memory {
  /** The operation, `charges.create`, or what stands beside it. */
  readonly name: string;
  readonly loaded: Held;
  /** `null`: only loaded. */
  readonly served: Held | null;
}

export interface CpuResult {
  readonly rounds: readonly CpuRounds[];
  readonly profiles: readonly Profiled[];
  readonly memory: readonly Memory[];
  /** How many requests a process served before it was looked at again. */
  readonly requestsServed: number;
}
