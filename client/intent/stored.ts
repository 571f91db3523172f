import { parseJson } from '../parse-json.ts';
import { IntentRefused } from './refused.ts';

/** `localStorage` is one; its methods may also answer later. What it keeps must survive what the page does not. */
export interface IntentStorage {
  getItem(name: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(name: string, value: string): unknown;
}

export interface StoredKey {
  readonly version: 1;
  readonly key: string;
  /** `minted`: never sent. `sent`: the outcome is open. `spent`: what was wanted has happened. */
  readonly state: 'minted' | 'sent' | 'spent';
}

const STATES: readonly unknown[] = ['minted', 'sent', 'spent'] satisfies StoredKey['state'][];

const isStoredKey = (value: unknown): value is StoredKey => {
  const { version, key, state } = (value ?? {}) as Partial<StoredKey>;
  return version === 1 && typeof key === 'string' && STATES.includes(state);
};

/** @throws IntentRefused when something else stands there: it may be a key whose outcome is open */
export const readStored = async (storage: IntentStorage, item: string): Promise<StoredKey | undefined> => {
  const text = await storage.getItem(item);
  if (text == null) return undefined;
  const stored = parseJson(text);
  if (isStoredKey(stored)) return stored;
  throw new IntentRefused('not-ours', `\`${item}\` holds something else.`);
};

export const writeStored = async (
  storage: IntentStorage,
  item: string,
  key: string,
  state: StoredKey['state'],
): Promise<void> => {
  await storage.setItem(item, JSON.stringify({ version: 1, key, state } satisfies StoredKey));
};

/** 128 random bits. `randomUUID` is missing on pages without TLS. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
