import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HttpReply } from '../../verify/deploy/http.ts';
import { walkDuplicates } from '../../verify/deploy/walk/duplicates.ts';
import type { LedgerEntry } from '../../verify/deploy/walk/ledger.ts';
import type { Walk } from '../../verify/deploy/walk/walk.ts';

const PAID: HttpReply = { status: 201, headers: {}, body: '{}' };
const ABANDONED: HttpReply = { status: 409, headers: {}, body: '{"code":"charge-abandoned"}' };

/** What each key gets, the later ones the last. The id of a key's charge is the key. */
let replies: (key: string) => HttpReply;
let ledger: LedgerEntry[];
beforeEach(() => {
  replies = () => PAID;
  ledger = [1, 2, 3].map((n) => ({
    chargeId: `fifty-${n}`,
    amount: 1,
    currency: 'EUR',
    status: 'succeeded',
  }));
});

const walk = {
  caller: {
    post: async (_path: string, key: string) => replies(key),
    get: async (path: string) => ({ ...PAID, body: JSON.stringify({ id: path.split('=')[1] }) }),
  },
  readLedger: async () => ledger,
  signal: new AbortController().signal,
} as unknown as Walk;

describe('fifty copies of a charge', () => {
  it('that end with one body and one payment are as promised', async () => {
    expect(await walkDuplicates(walk)).toMatch(/all 50 end with the same 201; one ledger entry$/);
  });

  it('that are told to come again are repeated until they end', async () => {
    let number = 0;
    const busy = { ...ABANDONED, body: '{"code":"request-in-progress"}' };
    replies = (key) => (key === 'fifty-1' && ++number > 1 && number <= 50 ? busy : PAID);
    expect(await walkDuplicates(walk)).toContain('1 × 201, 49 × 409; repeated, all 50 end with the same 201');
  });

  it('that end abandoned are no failure if nothing was paid: they are meant anew', async () => {
    replies = (key) => (key === 'fifty-1' ? ABANDONED : PAID);
    ledger.shift();
    expect(await walkDuplicates(walk)).toContain('ended abandoned, without a payment: 1');
  });

  it('that end abandoned with a payment are a failure', async () => {
    replies = () => ABANDONED;
    await expect(walkDuplicates(walk)).rejects.toThrow(/ledger: expected 0, saw 1/);
  });

  it('that are paid twice are a failure', async () => {
    ledger.push(...ledger);
    await expect(walkDuplicates(walk)).rejects.toThrow(/ledger: expected 1, saw 2/);
  });

  it('that get different bodies are a failure', async () => {
    let number = 0;
    replies = () => ({ ...PAID, body: `{"n":${number++}}` });
    await expect(walkDuplicates(walk)).rejects.toThrow(/different definitive bodies/);
  });
});
