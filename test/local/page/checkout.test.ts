import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  findCheckout,
  newCheckoutId,
  paymentMark,
  type Storage,
} from '../../../local/page/browser/checkout.ts';
import { EMPTY_LANE } from '../../../local/page/browser/lane.ts';
import { keepSeen, readSeen } from '../../../local/page/browser/seen.ts';

let kept: Map<string, string>;
let storage: Storage;
beforeEach(() => {
  kept = new Map();
  storage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
});
const mint = (): string => 'checkout-minted';

describe('the checkout of a page', () => {
  it('is the one in its address, so that a second tab joins it', () => {
    kept.set('payonce.checkout', 'checkout-other');

    expect(findCheckout('#checkout-joined', storage, mint)).toBe('checkout-joined');
    expect(findCheckout('', storage, mint)).toBe('checkout-joined');
  });

  it('is the last one of this browser when the address names none', () => {
    kept.set('payonce.checkout', 'checkout-last');

    expect(findCheckout('', storage, mint)).toBe('checkout-last');
    expect(findCheckout('#<script>', storage, mint)).toBe('checkout-last');
  });

  it('is a new one otherwise, and one that is found again', () => {
    expect(findCheckout('', storage, mint)).toBe('checkout-minted');
    const id = newCheckoutId();
    expect(findCheckout(`#${id}`, storage, mint)).toBe(id);
  });
});

describe('a payment that was under way', () => {
  it('is found after a reload, in its own checkout and lane only', () => {
    paymentMark(storage, 'checkout-one', 'with-key').set();

    expect(paymentMark(storage, 'checkout-one', 'with-key').isSet()).toBe(true);
    expect(paymentMark(storage, 'checkout-one', 'without-key').isSet()).toBe(false);
    expect(paymentMark(storage, 'checkout-two', 'with-key').isSet()).toBe(false);
  });

  it('is over when it is cleared', () => {
    const mark = paymentMark(storage, 'checkout-one', 'with-key');
    mark.set();
    mark.clear();

    expect(mark.isSet()).toBe(false);
  });
});

describe('what a page has seen', () => {
  const lanes = { 'without-key': EMPTY_LANE, 'with-key': { ...EMPTY_LANE, taps: 2, underWay: 2 } };

  it('is there after a reload, with nothing under way', () => {
    keepSeen(storage, { checkoutId: 'checkout-one', lanes });

    expect(readSeen(storage, 'checkout-one')?.['with-key']).toMatchObject({ taps: 2, underWay: 0 });
  });

  it('is of no other checkout', () => {
    keepSeen(storage, { checkoutId: 'checkout-one', lanes });

    expect(readSeen(storage, 'checkout-two')).toBeUndefined();
  });
});
