import { describe, expect, it } from '@jest/globals';
import { IntentRefused, intent, NotSent, OutcomeUnknown, Problem } from '@payonce/client';
import { errorOf } from '../rig/error-of.ts';
import { tabs } from '../rig/storage.ts';

const declined = new Problem(402, { code: 'card-declined', retry: 'new-key', detail: 'Declined.' }, null);
const invalid = new Problem(400, { code: 'validation-failed', retry: 'never', detail: 'No.' }, null);

/** A request that is answered when the test says so. */
const request = () => {
  const keys: string[] = [];
  let answer: (value: string) => void = () => {};
  let refuse: (error: unknown) => void = () => {};
  let started: () => void = () => {};
  const sent = new Promise<void>((resolve) => {
    started = resolve;
  });
  const work = (key: string) =>
    new Promise<string>((resolve, reject) => {
      keys.push(key);
      [answer, refuse] = [resolve, reject];
      started();
    });
  return {
    keys,
    sent,
    work,
    answer: (value: string) => answer(value),
    refuse: (error: unknown) => refuse(error),
  };
};

const failingWith = (error: unknown) => async (): Promise<never> => {
  throw error;
};
const keyItself = async (key: string) => key;

const openCart = () => {
  const all = tabs();
  const state = () => JSON.parse(all.items.get('payonce:cart-7') ?? '{}').state;
  return { ...all, state, checkout: intent(all.open(), 'cart-7') };
};

describe('pressed again', () => {
  it('while it runs is the same promise, also of another intent of that name, and is sent once', async () => {
    const { open } = tabs();
    const page = open();
    const { keys, sent, work, answer } = request();
    const first = intent(page, 'cart-7').run(work);
    const second = intent(page, 'cart-7').run(work);
    expect(second).toBe(first);
    await sent;
    expect(intent(page, 'cart-7').run(work)).toBe(first);
    answer('paid');
    expect([await second, keys.length]).toEqual(['paid', 1]);
  });

  it('after a success has the same key, so that the first answer is replayed', async () => {
    const { checkout, state } = openCart();
    const key = await checkout.run(keyItself);
    expect([await checkout.run(keyItself), await checkout.key(), state()]).toEqual([key, key, 'spent']);
  });

  it('after a problem that asks for a new key has one', async () => {
    const { checkout, state } = openCart();
    const key = await checkout.key();
    expect(await errorOf(checkout.run(failingWith(declined)))).toBe(declined);
    expect(state()).toBe('minted');
    expect(await checkout.run(keyItself)).not.toBe(key);
  });

  it.each([
    ['an unknown outcome', new OutcomeUnknown(undefined)],
    ['an abort', new DOMException('', 'AbortError')],
    ['nothing sent', new NotSent()],
    ['a request to mend', invalid],
    ['anything else that is thrown', undefined],
  ])('after %s has the same key', async (_, error) => {
    const { checkout, state } = openCart();
    const key = await checkout.key();
    expect(await errorOf(checkout.run(failingWith(error)))).toBe(error);
    expect([state(), await checkout.run(keyItself)]).toEqual(['sent', key]);
  });

  it('after a crash between mint and send, or in the middle, has the same key', async () => {
    const { checkout, open } = openCart();
    const key = await checkout.key();
    const { sent, work } = request();
    void intent(open(), 'cart-7').run(work);
    await sent;
    expect(await intent(open(), 'cart-7').run(keyItself)).toBe(key);
  });
});

describe('another tab', () => {
  it('that has a new key by now keeps it when an old decline arrives', async () => {
    const { open } = tabs();
    const [here, there] = [intent(open(), 'cart-7'), intent(open(), 'cart-7')];
    const { sent, work, refuse } = request();
    const late = errorOf(here.run(work));
    await sent;
    await errorOf(there.run(failingWith(declined)));
    const newKey = await there.key();
    refuse(declined);
    await late;
    expect(await there.key()).toBe(newKey);
  });

  it('that has gone on to the next purchase keeps its key when an old success arrives', async () => {
    const { open } = tabs();
    const [here, there] = [intent(open(), 'cart-7'), intent(open(), 'cart-7')];
    const { sent, work, answer } = request();
    const late = here.run(work);
    await sent;
    await there.run(keyItself);
    const nextKey = await there.renew();
    answer('paid');
    await late;
    expect([await there.key(), await there.renew()]).toEqual([nextKey, nextKey]);
  });
});

describe('a storage that is cleared in mid-payment', () => {
  it('has the key again after a success and after an unknown outcome, so that the next press repeats it', async () => {
    for (const end of ['success', 'unknown']) {
      const { checkout, items, state } = openCart();
      const { keys, sent, work, answer, refuse } = request();
      const running = checkout.run(work);
      await sent;
      items.clear();
      if (end === 'success') answer('paid');
      else refuse(new OutcomeUnknown(undefined));
      await running.catch(() => undefined);
      expect(state()).toBe(end === 'success' ? 'spent' : 'sent');
      expect(await checkout.run(keyItself)).toBe(keys[0]);
    }
  });

  it('and fails from then on does not hide the answer', async () => {
    const all = tabs();
    const storage = all.open();
    const checkout = intent(storage, 'cart-7');
    const { sent, work, answer } = request();
    const running = checkout.run(work);
    await sent;
    storage.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    answer('paid');
    expect(await running).toBe('paid');
  });
});

describe('the next purchase', () => {
  it('has a new key once the one before is spent', async () => {
    const { checkout } = openCart();
    const key = await checkout.run(keyItself);
    const next = await checkout.renew();
    expect(next).not.toBe(key);
    expect([await checkout.key(), await checkout.renew()]).toEqual([next, next]);
  });

  it('has the same key as long as nothing was sent, and one also where there was none', async () => {
    const { checkout } = openCart();
    const key = await checkout.renew();
    expect([await checkout.key(), await checkout.renew()]).toEqual([key, key]);
  });

  it('is refused while the outcome is open: running, or ended without one', async () => {
    const { checkout } = openCart();
    const { sent, work, refuse } = request();
    const running = checkout.run(work);
    const refusals = [await errorOf(checkout.renew())];
    await sent;
    refusals.push(await errorOf(checkout.renew()));
    refuse(new OutcomeUnknown(undefined));
    await errorOf(running);
    refusals.push(await errorOf(checkout.renew()));
    for (const error of refusals) {
      expect(error).toBeInstanceOf(IntentRefused);
      expect(error.code).toBe('outcome-open');
    }
  });

  it('pressed while it is being renewed has the new key', async () => {
    const { checkout } = openCart();
    const key = await checkout.run(keyItself);
    const [next, pressed] = await Promise.all([checkout.renew(), checkout.run(keyItself)]);
    expect(pressed).toBe(next);
    expect(pressed).not.toBe(key);
  });
});
