import { describe, expect, it } from '@jest/globals';
import { type Change, openLanes, openPage, reducePage } from '../../../local/page/browser/page-state.ts';
import { totalsOf } from '../../../local/page/browser/totals.ts';
import { HELLO, RECORD } from './record.ts';

const TAP: Change = { kind: 'lane', event: { kind: 'tap', lane: 'with-key', atMs: 0 } };
const END: Change = { kind: 'lane', event: { kind: 'end', lane: 'with-key', end: 'paid', atMs: 1 } };
const CLAIMED: Change = { kind: 'lane', event: RECORD };

const stateAfter = (...changes: Change[]) => changes.reduce(reducePage, openPage('checkout-1', true));

describe('the state of the page', () => {
  it('has the record in the lane with a key, and in no other', () => {
    const { lanes } = stateAfter(CLAIMED);

    expect(lanes['with-key'].record?.owner).toBe('abcd1234');
    expect(lanes['without-key'].rows).toEqual([]);
  });

  it('counts the ends of a storm, and of nothing else', () => {
    const running: Change = { kind: 'set', set: { storm: { kind: 'running', ends: 0 } } };

    expect(stateAfter(running, TAP, END, END).storm).toEqual({ kind: 'running', ends: 2 });
    expect(stateAfter(TAP, END).storm).toEqual({ kind: 'none' });
  });

  it('begins anew with another checkout, and still knows whom it talks to', () => {
    const hello: Change = { kind: 'set', set: { hello: HELLO, totals: totalsOf([]) } };
    const state = stateAfter(hello, TAP, CLAIMED, { kind: 'checkout', checkoutId: 'checkout-2' });

    expect(state).toMatchObject({ checkoutId: 'checkout-2', hello: HELLO });
    expect(state.lanes['with-key']).toMatchObject({ taps: 0, record: null });
  });

  it('forgets what the server has forgotten, and not what the browser waits for', () => {
    const { lanes } = stateAfter(TAP, CLAIMED, { kind: 'forgotten' });

    expect(lanes['with-key']).toMatchObject({ rows: [], record: null, underWay: 1 });
  });

  it.each([
    ['local Stripe', true],
    ['simulated', false],
    ['Stripe, test mode', false],
  ])('with %s, charges without a key: %p', (processor, isOpen) => {
    expect(openLanes({ hello: { ...HELLO, processor } }).includes('without-key')).toBe(isOpen);
  });
});
