import type { Node } from './automaton.ts';
import { EMPTY, type Ledger } from './ledger.ts';
import { CHARGE_PKS, ORDER_PK, type Phase, placedOrder } from './scene.ts';
import type { Items } from './table.ts';

/** A worker that has ended, or was stopped, has no future: only what it answered is remembered. */
type Standing = Node | 'ended';

export interface State {
  readonly phase: Phase;
  readonly items: Items;
  readonly ledger: Ledger;
  readonly workers: readonly Standing[];
  /** The definitive reply that was given for a key, as its bytes. */
  readonly replies: Readonly<Record<string, string>>;
  /** What has gone wrong on the way here, in words. */
  readonly broken: string | null;
}

export const startOf = (withOrder: boolean): State => ({
  phase: 0,
  items: withOrder ? { [ORDER_PK]: JSON.stringify(placedOrder) } : {},
  ledger: EMPTY,
  workers: [],
  replies: {},
  broken: null,
});

const interned = new Map<string, number>();
const numberOf = (text: string): number => {
  const found = interned.get(text);
  if (found !== undefined) return found;
  interned.set(text, interned.size);
  return interned.size - 1;
};

const sorted = (record: object): string => JSON.stringify(Object.entries(record).sort());

/** Equal for equal states, and short: most of a million of them are kept. */
export const keyOf = ({ phase, items, ledger, workers, replies, broken }: State): string =>
  [
    phase,
    ...[...CHARGE_PKS, ORDER_PK].map((pk) => numberOf(items[pk] ?? '')),
    numberOf(Object.values(ledger).map(sorted).join()),
    workers.map((worker) => (worker === 'ended' ? '-' : worker.id)).join('.'),
    numberOf(sorted(replies)),
    broken ?? '',
  ].join(' ');
