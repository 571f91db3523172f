import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '../../../functions/http/problem.ts';
import { noticesOf } from '../../../local/page/browser/notices.ts';
import { openPage, type PageState, reducePage } from '../../../local/page/browser/page-state.ts';
import { problemInWords } from '../../../local/page/browser/problems.ts';
import { clockTime, recordInWords } from '../../../local/page/browser/record.ts';
import { laneInWords, leaseHint } from '../../../local/page/browser/waiting.ts';
import { HELLO, RECORD } from './record.ts';

const page = (set: Partial<PageState> = {}): PageState => ({
  ...openPage('checkout-1', true),
  hello: HELLO,
  ...set,
});
const withCrash = (functionTimeoutS: number): PageState => {
  const state = page({ hello: { ...HELLO, functionTimeoutS } });
  const keyed = { ...state.lanes['with-key'], record: RECORD, isOwnerDead: true };
  return { ...state, lanes: { ...state.lanes, 'with-key': keyed } };
};

describe('the record in words', () => {
  const until = clockTime(27_000);

  it.each([
    [null, false, 'Nobody has asked with this key yet.'],
    [RECORD, false, `Somebody is working on it. Nobody else may until ${until}.`],
    [RECORD, true, `Its function has crashed. Did the money move? Until ${until} nobody may touch it`],
    [
      { ...RECORD, leaseExpiresAtMs: 500 },
      true,
      'The lease is over. The next request takes the payment over',
    ],
    [{ ...RECORD, state: 'released' as const }, false, 'It is certain that no money moved.'],
    [{ ...RECORD, state: 'completed' as const }, false, 'Done. Every further tap gets this same answer'],
  ])('%#', (record, isOwnerDead, words) => {
    expect(recordInWords(record, isOwnerDead, 1_000)).toContain(words);
  });
});

describe('while a dead function holds its lease', () => {
  it('the page counts down, and says how to make it shorter', () => {
    expect(leaseHint(withCrash(25), 20_500)).toContain(
      'dead function: 7 s. `FUNCTION_TIMEOUT_S=3 npm start`',
    );
  });

  it('a short lease is not to be made shorter', () => {
    expect(leaseHint(withCrash(3), 26_000)).toBe('Everybody waits for the lease of a dead function: 1 s.');
  });

  it('nobody waits when the lease is over', () => {
    expect(leaseHint(withCrash(25), 27_000)).toBeNull();
  });
});

describe('what the customer sees', () => {
  const { 'with-key': lane } = page().lanes;

  it('is why nothing happens, and for how long', () => {
    const waiting = { because: 'request-in-progress', untilMs: 3_000 };

    expect(laneInWords({ ...lane, underWay: 2, waiting }, 1_000)).toBe(
      '2 taps wait: somebody is working on it. Again in 2 s.',
    );
    expect(laneInWords({ ...lane, underWay: 1, waiting }, 4_000)).toBe('One tap waits for an answer…');
  });

  it('is the end of the last tap', () => {
    expect(laneInWords({ ...lane, lastEnd: 'paid' }, 0)).toContain('Paid');
    expect(laneInWords({ ...lane, lastEnd: 'unknown' }, 0)).toContain('Something went wrong');
  });
});

describe('what is in the way', () => {
  it('is nothing when all goes well', () => {
    expect(noticesOf(page())).toEqual([]);
  });

  it('says what to do', () => {
    expect(noticesOf(page({ isOnline: false, isConnected: false }))).toEqual([
      expect.stringContaining('You are offline. Tap as you like'),
    ]);
    expect(noticesOf(page({ isConnected: false }))).toEqual([
      expect.stringContaining('Start it again with `npm start`'),
    ]);
    expect(noticesOf(page({ hello: { ...HELLO, processor: 'simulated' } }))).toEqual([
      expect.stringContaining('the lane without a key stands still'),
    ]);
  });

  it('is gone when it works again', () => {
    const broken = reducePage(page(), { kind: 'complaint', about: 'ledger', sentence: 'No ledger.' });

    expect(noticesOf(broken)).toEqual(['No ledger.']);
    expect(noticesOf(reducePage(broken, { kind: 'complaint', about: 'ledger', sentence: null }))).toEqual([]);
  });
});

describe('a problem in words', () => {
  it('has no code in it', () => {
    for (const code of Object.keys(PROBLEMS)) expect(problemInWords(code, 400)).not.toContain('-');
  });

  it.each([
    [null, 'the answer was lost'],
    [429, 'too many requests at once'],
    [500, 'something broke'],
  ])('is found without a code: %p', (status, words) => {
    expect(problemInWords(null, status)).toBe(words);
  });
});
