import { describe, expect, it } from '@jest/globals';
import { type InProgress, LAYOUT_VERSION, type Released } from '../../functions/idempotency/record.ts';
import {
  type Beginner,
  FIRST_KEPT,
  firstBeginning,
  following,
  LATEST_KEPT,
} from '../../functions/idempotency/trail.ts';

const NOW_MS = 1_000;
const RECOVERY: Beginner = { by: 'recovery', requestId: 'run-1' };
const FIRST: InProgress = {
  layoutVersion: LAYOUT_VERSION,
  fingerprint: { version: 1, digest: 'same' },
  owner: 'owner-1',
  attempt: 1,
  createdAtMs: 0,
  settleAtMs: 500,
  state: 'in-progress',
  leaseExpiresAtMs: 400,
  requestId: 'request-1',
};

/** One attempt after another, each followed by the recovery. */
const after = (attempts: number): InProgress => {
  let record = FIRST;
  for (let attempt = 2; attempt <= attempts; attempt += 1)
    record = {
      ...record,
      ...following(record, RECOVERY, attempt * NOW_MS),
      attempt,
      owner: `owner-${attempt}`,
    };
  return record;
};

describe('a first attempt', () => {
  it('of a request says no more than its request id', () => {
    expect(firstBeginning({ by: 'request', requestId: 'r' })).toEqual({ requestId: 'r' });
  });

  it('of anybody else says whose it was', () => {
    expect(firstBeginning({ by: 'webhook', requestId: 'r' })).toEqual({ by: 'webhook', requestId: 'r' });
  });
});

describe('an attempt that follows', () => {
  it('says who makes it and since when, and keeps what its predecessor said of itself', () => {
    expect(following(FIRST, RECOVERY, NOW_MS)).toEqual({
      ...RECOVERY,
      startedAtMs: NOW_MS,
      earlier: [{ owner: 'owner-1', attempt: 1, requestId: 'request-1', leaseExpiresAtMs: 400 }],
    });
  });

  it('keeps that its predecessor had released', () => {
    const { leaseExpiresAtMs: _, ...kept } = after(2);
    const released: Released = { ...kept, state: 'released' };
    expect(following(released, RECOVERY, NOW_MS).earlier.at(-1)).toEqual({
      ...RECOVERY,
      owner: 'owner-2',
      attempt: 2,
      startedAtMs: 2 * NOW_MS,
      leaseExpiresAtMs: null,
    });
  });

  it('writes no member that its predecessor did not have: the client would refuse it', () => {
    const { requestId: _, ...older } = FIRST;
    const [past = {}] = following(older, RECOVERY, NOW_MS).earlier;
    expect(Object.keys(past).sort()).toEqual(['attempt', 'leaseExpiresAtMs', 'owner']);
  });
});

describe('many attempts', () => {
  const KEPT = FIRST_KEPT + LATEST_KEPT;
  const numbersAfter = (attempts: number) => after(attempts).earlier?.map(({ attempt }) => attempt);

  it('are all kept while they fit', () => {
    expect(numbersAfter(KEPT + 1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('leave the first and the latest', () => {
    expect(numbersAfter(KEPT + 2)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(numbersAfter(1_000)).toEqual([1, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
  });
});
