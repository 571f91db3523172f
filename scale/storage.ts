import { STORED_OVERHEAD_BYTES } from './counting/item-size.ts';
import { type Facts, size } from './facts.ts';

/** Of a stored item and of its entries in indexes, as DynamoDB bills them. */
export const itemStorageBytes = (facts: Facts, name: string): number => {
  const { bytes, entries } = size(facts, name);
  const all = [bytes, ...Object.values(entries)];
  return all.reduce((sum, each) => sum + each + STORED_OVERHEAD_BYTES, 0);
};
