import type { Expressions } from '../world/expressions.ts';
import type { Write } from '../world/table.ts';

/** What a write does to a record, by the state that it leaves; a write to an order leaves none. */
type Moment = 'in-progress' | 'released' | 'completed';

export const isMoment = (write: Write, ...moments: readonly Moment[]): boolean => {
  const values = 'Update' in write ? write.Update.ExpressionAttributeValues : undefined;
  const record = values?.[':record'] as { readonly state: Moment } | undefined;
  return record !== undefined && moments.includes(record.state);
};

/** The parts of the conditions that production sends, as it writes them. */
const PARTS = {
  unclaimed: 'attribute_not_exists(pk)',
  owner: '#record.#owner = :expectedOwner',
  state: '#record.#state = :expectedState',
  placedAsSeen: '#status = :placed AND #version = :seenVersion',
  placed: '#status = :placed AND #total = :amount AND currency = :currency',
  held: '#status = :paying AND payingCharge = :charge',
} as const;

const remaining = <E extends Expressions>(expressions: E, part: string): E => {
  const condition = expressions.ConditionExpression ?? '';
  if (!condition.includes(part)) return expressions;
  const terms = condition.split(' AND ');
  const removed = new Set(part.split(' AND '));
  return { ...expressions, ConditionExpression: terms.filter((term) => !removed.has(term)).join(' AND ') };
};

/**
 * Writes without a part of their condition.
 *
 * @param moments only these writes to a record @default - whichever have the part
 */
export const without =
  (part: keyof typeof PARTS, ...moments: readonly Moment[]) =>
  (write: Write): Write => {
    if (moments.length > 0 && !isMoment(write, ...moments)) return write;
    if ('Put' in write) return { Put: remaining(write.Put, PARTS[part]) };
    return 'Update' in write ? { Update: remaining(write.Update, PARTS[part]) } : write;
  };
