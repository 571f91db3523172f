import { columnOf, LEDGER, REPLIES, type State } from '../states/state.ts';
import type { Texts } from '../states/texts.ts';
import type { Ledger } from './ledger.ts';
import { KEYS, STORED_PKS } from './scene.ts';
import type { Items } from './table.ts';

/** What is stored, what the processor knows, and what was answered. */
export interface Facts {
  readonly items: Items;
  readonly ledger: Ledger;
  /** The definitive reply that was given for a key, as its bytes. */
  readonly replies: Readonly<Record<string, string>>;
}

const present = (entries: [string, string][]): Record<string, string> =>
  Object.fromEntries(entries.filter(([, text]) => text !== ''));

export const factsOf = (state: State, texts: Texts): Facts => {
  const textIn = (column: number): string => texts.textOf(state[column] ?? 0);
  return {
    items: present(STORED_PKS.map((pk) => [pk, textIn(columnOf(pk))])),
    ledger: JSON.parse(textIn(LEDGER)) as Ledger,
    replies: present(KEYS.map((key, index) => [key, textIn(REPLIES + index)])),
  };
};
