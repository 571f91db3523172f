import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Intent, type IntentStorage, intent } from '@payonce/client';
import fc from 'fast-check';
import { parseIdempotencyKey } from '../../../functions/idempotency/key.ts';
import { type Browser, enterBrowser } from '../rig/browser.ts';
import { errorOf } from '../rig/error-of.ts';
import { tabLocks, tabs } from '../rig/storage.ts';

/** Answers later, in an order of the scheduler's. */
const slowly = (storage: IntentStorage, scheduler: fc.Scheduler): IntentStorage => ({
  getItem: async (name) => {
    await scheduler.schedule(Promise.resolve(), 'read');
    return storage.getItem(name);
  },
  setItem: async (name, value) => {
    await scheduler.schedule(Promise.resolve(), 'write');
    return storage.setItem(name, value);
  },
});

/** Gives way until it is so, a hundred times at most: no time passes meanwhile. */
const ticks = async (isSo: () => boolean): Promise<void> => {
  for (let tick = 0; tick < 100 && !isSo(); tick += 1) await null;
};

describe('a key', () => {
  it('is one that the API takes, and no other intent has it', async () => {
    const storage = tabs().open();
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, cart) => intent(storage, `cart-${cart}`).key()),
    );
    expect(new Set(keys).size).toBe(20);
    for (const key of keys) expect(parseIdempotencyKey(key)).toEqual({ kind: 'key', key });
  });

  it('is the same after a reload, and for every intent of that name', async () => {
    const { open } = tabs();
    const key = await intent(open(), 'cart-7').key();
    expect(await intent(open(), 'cart-7').key()).toBe(key);
    expect(await intent(open(), 'cart-8').key()).not.toBe(key);
  });

  it('is kept as a little JSON with a version', async () => {
    const { items, open } = tabs();
    const key = await intent(open(), 'cart-7').key();
    const [[name, text] = []] = [...items];
    expect([name, JSON.parse(text ?? '')]).toEqual(['payonce:cart-7', { version: 1, key, state: 'minted' }]);
  });

  it('is read again at every use: a storage that was cleared gives another', async () => {
    const { items, open } = tabs();
    const checkout = intent(open(), 'cart-7');
    const key = await checkout.key();
    items.clear();
    expect(await checkout.key()).not.toBe(key);
  });
});

describe('two tabs that mint at the same moment', () => {
  let browser: Browser;
  beforeEach(() => {
    browser = enterBrowser({ locks: tabLocks() });
  });
  afterEach(() => browser.leave());

  it('have one key, whatever the order of reads and writes, where there are locks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { open } = tabs();
        const keys = [1, 2, 3].map(() => intent(slowly(open(), scheduler), 'cart-7').key());
        await scheduler.waitFor(Promise.all(keys));
        expect(new Set(await Promise.all(keys)).size).toBe(1);
      }),
      { numRuns: 50 },
    );
  });

  it('have one key without locks as well: both have seen none, one writes when the other has read its own', async () => {
    browser.leave();
    const { items, open } = tabs();
    let haveSeenNone = 0;
    const seeNone = async () => {
      haveSeenNone += 1;
      await ticks(() => haveSeenNone === 2);
      return null;
    };
    const early: IntentStorage = {
      ...open(),
      getItem: (name) => (items.has(name) ? open().getItem(name) : seeNone()),
    };
    const late: IntentStorage = {
      ...early,
      setItem: async (name, value) => {
        await ticks(() => items.has(name));
        await ticks(() => false);
        return open().setItem(name, value);
      },
    };
    const keys = await Promise.all([intent(early, 'cart-7').key(), intent(late, 'cart-7').key()]);
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('on one page without locks', () => {
  it('all who ask at once get one key, also of a storage that answers late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const storage = slowly(tabs().open(), scheduler);
        const keys = [1, 2, 3].map(() => intent(storage, 'cart-7').key());
        await scheduler.waitFor(Promise.all(keys));
        expect(new Set(await Promise.all(keys)).size).toBe(1);
      }),
      { numRuns: 5 },
    );
  });
});

const refusalsOf = ({ key, run, renew }: Intent, sent: string[]) =>
  Promise.all([key(), run(async (used) => sent.push(used)), renew()].map(errorOf));

describe('refused before anything is sent', () => {
  it.each(['', ' ', 'a b', 'a/b', 'ä', 'x'.repeat(129)])('the name %p', (name) => {
    expect(() => intent(tabs().open(), name)).toThrow(TypeError);
  });

  const full = new Error('QuotaExceededError');
  const failing: readonly [string, IntentStorage, unknown][] = [
    ['that cannot be read', { ...tabs().open(), getItem: () => Promise.reject(full) }, full],
    [
      'that is full',
      {
        ...tabs().open(),
        setItem: () => {
          throw full;
        },
      },
      full,
    ],
    ['that keeps nothing', { ...tabs().open(), setItem: () => undefined }, new Error('It keeps nothing.')],
  ];

  it.each(failing)('a storage %s', async (_, storage, cause) => {
    const sent: string[] = [];
    const checkout = intent(storage, 'cart-7');
    for (const error of await refusalsOf(checkout, sent))
      expect(error).toMatchObject({ name: 'IntentRefused', code: 'storage-failed', cause });
    expect(sent).toEqual([]);
  });

  it.each([
    '',
    'k',
    'null',
    '[]',
    '{"version":2,"key":"k","state":"sent"}',
    '{"version":1,"key":"k"}',
    '{"version":1,"key":7,"state":"sent"}',
  ])('what something else has written: %p, which stays as it is', async (text) => {
    const { items, open } = tabs();
    items.set('payonce:cart-7', text);
    const sent: string[] = [];
    const checkout = intent(open(), 'cart-7');
    for (const error of await refusalsOf(checkout, sent))
      expect(error).toMatchObject({ name: 'IntentRefused', code: 'not-ours' });
    expect([sent, items.get('payonce:cart-7')]).toEqual([[], text]);
  });
});
