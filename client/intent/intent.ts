import { pause } from '../within.ts';
import { exclusively, placeOf, tabLocks } from './exclusive.ts';
import { IntentRefused } from './refused.ts';
import { type IntentStorage, newKey, readStored, type StoredKey, writeStored } from './stored.ts';

export type { IntentStorage } from './stored.ts';

export interface Intent {
  /** The key, minted by whoever asks first: the same in every tab and after a reload. */
  key(): Promise<string>;
  /**
   * Runs `work` with the key. Pressed again meanwhile: the same promise, and `work` is not run. When `work` has
   * succeeded the key is spent and stays: pressed again, the first answer is replayed. A problem that asks for a new key
   * gets one for the next press. After anything else the key stays, since the outcome is open.
   */
  run<T>(work: (idempotencyKey: string) => Promise<T>): Promise<T>;
  /** The next purchase: a new key if this one is spent. @throws IntentRefused while its outcome is open */
  renew(): Promise<string>;
}

const NAME = /^[\w.:-]{1,128}$/;

/** Where there are no locks, another tab that minted at the same moment has written by then. */
const SAME_MOMENT_MS = 30;

type Ending = 'spent' | 'open' | 'new-key';

const hasFailed = (error: unknown): never => {
  throw error instanceof IntentRefused
    ? error
    : new IntentRefused('storage-failed', 'The storage failed.', error);
};

/**
 * The idempotency key of something that somebody wants once, such as paying this cart. It is read from the storage at
 * every use, and changes only after a definitive answer.
 *
 * @param name what is wanted, such as `cart-7`: 1 to 128 letters, digits, `_`, `.`, `:` and `-`
 * @throws TypeError when the name is none
 * @example
 * const checkout = intent(localStorage, `cart-${cart.id}`);
 * await checkout.run((idempotencyKey) => payonce.charges.create({ idempotencyKey, body }));
 */
export const intent = (storage: IntentStorage, name: string): Intent => {
  if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} does not match ${NAME}.`);
  const item = `payonce:${name}`;
  const place = placeOf(storage, item);
  const read = () => readStored(storage, item);
  const write = (key: string, state: StoredKey['state']) => writeStored(storage, item, key, state);
  const exclusive = <T>(work: () => Promise<T>) => exclusively(place, item, work);

  const mint = async (): Promise<StoredKey> => {
    await write(newKey(), 'minted');
    if (tabLocks() === undefined) await pause(SAME_MOMENT_MS);
    const kept = await read();
    if (kept === undefined) throw new Error('It keeps nothing.');
    return kept;
  };

  const begin = async (): Promise<string> => {
    const { key, state } = (await read()) ?? (await mint());
    if (state === 'minted') await write(key, 'sent');
    return key;
  };

  /** Compare and set: where another key stands by now, somebody has gone on. */
  const leave = async (key: string, ending: Ending): Promise<void> => {
    const stored = await read();
    if (stored !== undefined && stored.key !== key) return;
    if (ending === 'new-key') await write(newKey(), 'minted');
    // Written also when it was cleared while the request was on its way: the next press must repeat it.
    else await write(key, ending === 'open' ? (stored?.state ?? 'sent') : ending);
  };

  const runOnce = async <T>(work: (idempotencyKey: string) => Promise<T>): Promise<T> => {
    const key = await exclusive(begin).catch(hasFailed);
    let ending: Ending = 'open';
    try {
      const result = await work(key);
      ending = 'spent';
      return result;
    } catch (error) {
      if ((error as { readonly retry?: unknown } | undefined)?.retry === 'new-key') ending = 'new-key';
      throw error;
    } finally {
      // A storage that fails now must not hide the answer. The key is kept, and a repeat finds the same answer.
      await exclusive(() => leave(key, ending)).catch(() => undefined);
    }
  };

  return {
    key: () => exclusive(async () => ((await read()) ?? (await mint())).key).catch(hasFailed),

    run: <T>(work: (idempotencyKey: string) => Promise<T>) => {
      place.running ??= runOnce(work).finally(() => {
        place.running = undefined;
      });
      return place.running as Promise<T>;
    },

    renew: () =>
      exclusive(async () => {
        const stored = await read();
        if (stored?.state === 'minted') return stored.key;
        if (stored?.state === 'sent')
          throw new IntentRefused('outcome-open', 'The outcome is open: run it again.');
        return (await mint()).key;
      }).catch(hasFailed),
  };
};
