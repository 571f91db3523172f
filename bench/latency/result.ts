import type { Contender } from '../contenders/routes.ts';
import type { Percentiles } from '../method/percentiles.ts';

export type Job = 'order' | 'charge';

/** `conflict`: the record is in progress, and only its duplicate is measured. */
export type Situation = 'first' | 'replay' | 'conflict';

/** One contender in one situation: what takes its turn. */
export interface Entrant {
  readonly contender: Contender;
  readonly job: Job;
  readonly situation: Situation;
}

/** What all entrants are put into together. */
export interface Setting {
  /** Added to every call to DynamoDB. */
  readonly networkMs: number;
  /** Requests at a time. */
  readonly concurrent: number;
}

/** How long to measure in one setting. */
export interface Stage extends Setting {
  readonly rounds: number;
  /** Of each entrant in each round. */
  readonly requests: number;
}

/** What one entrant did in one setting: percentiles over all its requests, and what is compared round by round. */
export interface Figures extends Entrant, Setting, Percentiles {
  readonly requests: number;
  /** The median of its rounds. */
  readonly perSecond: number;
  readonly callsPerRequest: number;
  /** Mean time of a request that was spent in calls to DynamoDB, the network's included. */
  readonly inCallsMs: number;
  readonly meanMs: number;
  readonly roundP50Ms: readonly number[];
}

/** What the network between was seen to add to a call. */
export interface Added extends Setting, Percentiles {}

export interface Latency {
  readonly figures: readonly Figures[];
  readonly added: readonly Added[];
}
