import { describe, expect, it } from '@jest/globals';
import type { Fingerprint } from '../../functions/idempotency/fingerprint.ts';
import {
  type Completed,
  decide,
  type IdempotencyRecord,
  type InProgress,
  LAYOUT_VERSION,
  type Released,
} from '../../functions/idempotency/record.ts';

const NOW_MS = 1_000_000;
const RESPONSE = { status: 201, contentType: 'application/json', location: '/charges/ch_1', body: '{}' };

const base = {
  layoutVersion: LAYOUT_VERSION,
  fingerprint: { version: 1, digest: 'same' },
  owner: 'owner-1',
  attempt: 1,
  createdAtMs: NOW_MS - 60_000,
  settleAtMs: NOW_MS + 1,
};
const working: InProgress = { ...base, state: 'in-progress', leaseExpiresAtMs: NOW_MS + 1 };
const dead: InProgress = { ...working, leaseExpiresAtMs: NOW_MS };
const released: Released = { ...base, state: 'released' };
const completed: Completed = { ...base, state: 'completed', response: RESPONSE };

const old = <Record extends IdempotencyRecord>(record: Record): Record => ({ ...record, settleAtMs: NOW_MS });
const everlasting = <Record extends IdempotencyRecord>(record: Record): Record => ({
  ...record,
  settleAtMs: null,
});

const asked = (digest: string) => (version: number) => (version === 1 ? { version, digest } : undefined);
const decideFor = (record: IdempotencyRecord | undefined, digest = 'same') =>
  decide(record, asked(digest), NOW_MS);

describe('the same request', () => {
  it('executes when there is no record', () => {
    expect(decideFor(undefined)).toEqual({ kind: 'execute' });
  });

  it.each([
    ['young', working],
    ['old', old(working)],
    ['of an operation that never settles', everlasting(working)],
  ])('waits for an attempt whose lease runs, %s', (_, record) => {
    expect(decideFor(record)).toEqual({ kind: 'in-progress', leaseExpiresAtMs: NOW_MS + 1 });
  });

  it('takes over when the lease is over', () => {
    expect(decideFor(dead)).toEqual({ kind: 'take-over', seen: dead });
  });

  it('settles when the lease is over and the record is old', () => {
    expect(decideFor(old(dead))).toEqual({ kind: 'settle', seen: old(dead) });
  });

  it('executes again what was released', () => {
    expect(decideFor(released)).toEqual({ kind: 'execute-again', seen: released });
  });

  it('abandons what was released and is old', () => {
    expect(decideFor(old(released))).toEqual({ kind: 'abandon', seen: old(released) });
  });

  it.each([
    ['young', completed],
    ['old', old(completed)],
    ['of an operation that never settles', everlasting(completed)],
  ])('replays what is completed, %s', (_, record) => {
    expect(decideFor(record)).toEqual({ kind: 'replay', response: RESPONSE });
  });

  it('resumes and never settles without an age to settle at', () => {
    const longAfterMs = NOW_MS * 1_000_000;
    expect(decide(everlasting(dead), asked('same'), longAfterMs).kind).toBe('take-over');
    expect(decide(everlasting(released), asked('same'), longAfterMs).kind).toBe('execute-again');
  });
});

describe('another request under the same key', () => {
  it('executes when there is no record', () => {
    expect(decideFor(undefined, 'other')).toEqual({ kind: 'execute' });
  });

  it.each([
    ['in progress', working],
    ['in progress and old', old(working)],
    ['out of its lease', dead],
    ['out of its lease and old', old(dead)],
    ['released', released],
    ['released and old', old(released)],
    ['completed', completed],
    ['completed and old', old(completed)],
  ])('is a mismatch that carries nothing when the record is %s', (_, record) => {
    expect(decideFor(record, 'other')).toEqual({ kind: 'mismatch' });
  });
});

describe('who was at it before', () => {
  const trail = {
    by: 'recovery',
    requestId: 'run-1',
    startedAtMs: NOW_MS,
    earlier: [{ owner: 'owner-0', attempt: 0, leaseExpiresAtMs: null }],
  } as const;

  it.each([
    ['in progress', working],
    ['out of its lease', dead],
    ['out of its lease and old', old(dead)],
    ['released', released],
    ['released and old', old(released)],
    ['completed', completed],
  ])('decides nothing about a record that is %s', (_, record) => {
    for (const digest of ['same', 'other'])
      expect(decideFor({ ...record, ...trail }, digest).kind).toBe(decideFor(record, digest).kind);
  });
});

describe('the instants at which a rule changes', () => {
  const at = (record: IdempotencyRecord, nowMs: number) => decide(record, asked('same'), nowMs).kind;

  it('counts the lease as over at its last millisecond, not before', () => {
    expect([at(working, NOW_MS), at(working, NOW_MS + 1)]).toEqual(['in-progress', 'settle']);
    expect(at(everlasting(working), NOW_MS + 1)).toBe('take-over');
  });

  it('counts a record as old at the very millisecond, not before', () => {
    expect([at(dead, NOW_MS), at(dead, NOW_MS + 1)]).toEqual(['take-over', 'settle']);
    expect([at(released, NOW_MS), at(released, NOW_MS + 1)]).toEqual(['execute-again', 'abandon']);
  });

  it('lets a lease that runs on beyond the age run out first', () => {
    const late = { ...old(working), leaseExpiresAtMs: NOW_MS + 10 };
    expect([at(late, NOW_MS + 9), at(late, NOW_MS + 10)]).toEqual(['in-progress', 'settle']);
  });
});

describe('a record that this code may be older than', () => {
  const everyState = [working, dead, released, completed] as const;

  it.each([0, LAYOUT_VERSION + 1])('does nothing in layout %d, whatever the state', (layoutVersion) => {
    for (const record of everyState)
      for (const digest of ['same', 'other'])
        expect(decideFor({ ...record, layoutVersion }, digest)).toEqual({ kind: 'unknown-layout' });
  });

  it('does nothing when the fingerprint has a version that is not known', () => {
    const fingerprint: Fingerprint = { version: 2, digest: 'same' };
    for (const record of everyState)
      expect(decideFor({ ...record, fingerprint })).toEqual({ kind: 'unknown-layout' });
  });

  it('does nothing in a state that is not known', () => {
    const record = { ...working, state: 'suspended' } as unknown as IdempotencyRecord;
    expect(decideFor(record)).toEqual({ kind: 'unknown-layout' });
  });

  it('compares in the version that the record was written with', () => {
    const versions: number[] = [];
    decide(
      { ...working, fingerprint: { version: 7, digest: 'in version 7' } },
      (version) => {
        versions.push(version);
        return { version, digest: `in version ${version}` };
      },
      NOW_MS,
    );
    expect(versions).toEqual([7]);
  });
});
