import { DEFAULT_FUNCTION_TIMEOUT_S, processorTimeoutMs } from '../functions/shared/limits.ts';
import { billedMs } from './dollars.ts';
import { type Facts, functionSize, operation } from './facts.ts';

/** A charge, and Stripe's event about it. */
export const REQUESTS_PER_CHARGE = 2;

/** How long a function waits for a processor that is silent. */
export const SILENT_S = processorTimeoutMs(DEFAULT_FUNCTION_TIMEOUT_S) / 1_000;

const busyS = (facts: Facts, name: string): number =>
  billedMs(operation(facts, name), functionSize(facts)) / 1_000;

/** Seconds for which functions are busy with one charge and its event: by Little's law, functions at once at 1/s. */
export const busySPerCharge = (facts: Facts): number =>
  busyS(facts, 'charge') + busyS(facts, 'event of Stripe');

/** Write units of a first charge without an order, by table or index. */
export const chargeUnits = (facts: Facts, where: string): number =>
  operation(facts, 'charge').writes[where] ?? 0;
