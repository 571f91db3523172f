import type { World } from '../shared/world.ts';
import type { Attempt, EffectOperation } from './operation.ts';
import type { InProgress } from './record.ts';
import type { Address } from './record-write.ts';
import type { Store } from './store.ts';

/** One operation on one item, with all it takes to work on it. */
export interface Work<Body, Item extends object, Refusal> {
  readonly world: World;
  readonly store: Store;
  readonly operation: EffectOperation<Body, Item, Refusal>;
  readonly address: Address;
}

/** The right to act on the item, and the record that says so. */
export interface Claimed<Item> {
  readonly kind: 'claimed';
  readonly attempt: Attempt;
  readonly record: InProgress;
  readonly item: Item;
}
