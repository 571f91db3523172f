import { codeOf } from '../../infra/bundling.ts';
import type { ProcessorName } from '../../infra/processor-settings.ts';
import { ENTRIES } from '../../infra/routes.ts';

/** The size of a function's code as deployed, without the few bytes of its `package.json`. */
export const bundleBytes = (entry: string, processor: ProcessorName): number =>
  codeOf(entry, processor).length;

export interface FunctionSize {
  readonly entry: string;
  readonly stripeBytes: number;
  readonly simulatedBytes: number;
}

export const sizesOfFunctions = (): readonly FunctionSize[] =>
  ENTRIES.map((entry) => ({
    entry,
    stripeBytes: bundleBytes(entry, 'stripe'),
    simulatedBytes: bundleBytes(entry, 'simulated'),
  }));
