import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { toRecordChange } from '../../../local/events/record-change.ts';

const RECORD = {
  layoutVersion: 1,
  state: 'in-progress',
  owner: '01234567-89ab',
  attempt: 1,
  createdAtMs: 1_000,
  settleAtMs: 301_000,
  leaseExpiresAtMs: 30_000,
};
const ITEM = { id: 'ch_1', tenant: 'acme', status: 'processing', updatedAtMs: 1_000 };

/** A recovery has a minute, a request twenty-five seconds. */
const timeoutMsOf = (by: string | undefined): number => (by === 'recovery' ? 60_000 : 25_000);

// biome-ignore lint/suspicious/noExplicitAny: the SDK's union of attribute values, which both sides only pass on.
const image = (record: object, item: object = {}): any => marshall({ ...ITEM, ...item, record });

const changeOf = (after: object, before?: object, item: object = {}) =>
  toRecordChange(
    {
      dynamodb: { NewImage: image(after, item), ...(before && { OldImage: image(before) }) },
    },
    timeoutMsOf,
  );

const TAKEN_OVER = { ...RECORD, owner: 'fedcba98-7654', attempt: 2, leaseExpiresAtMs: 60_000 };

describe('a change of a charge’s item', () => {
  it('tells what became of the record, and whose it is', () => {
    expect(changeOf(RECORD)).toEqual({
      tenant: 'acme',
      notBeforeMs: 1_000,
      writtenAtMs: 1_000,
      isEstimated: false,
      change: {
        kind: 'record',
        chargeId: 'ch_1',
        state: 'in-progress',
        attempt: 1,
        owner: '01234567',
        leaseExpiresAtMs: 30_000,
        status: 'processing',
        response: null,
      },
    });
    const { leaseExpiresAtMs: _, ...kept } = RECORD;
    const completed = { ...kept, state: 'completed', response: { status: 201, body: '{}' } };
    expect(changeOf(completed, RECORD, { status: 'succeeded', updatedAtMs: 1_500 })).toMatchObject({
      notBeforeMs: 1_000,
      writtenAtMs: 1_500,
      change: {
        state: 'completed',
        status: 'succeeded',
        leaseExpiresAtMs: null,
        response: { status: 201 },
      },
    });
  });

  it('tells who made the attempt and when, where the record says it', () => {
    const said = changeOf({ ...TAKEN_OVER, by: 'recovery', startedAtMs: 31_234 }, RECORD);
    expect([said?.change.by, said?.writtenAtMs, said?.isEstimated]).toEqual(['recovery', 31_234, false]);
  });

  it('takes the time of a later attempt from its lease, which is all the time that its function has', () => {
    const estimated = { writtenAtMs: 60_000 - 2_000 - 25_000, isEstimated: true };
    expect(changeOf(TAKEN_OVER, RECORD)).toMatchObject(estimated);
    const byRecovery = { ...TAKEN_OVER, by: 'recovery', leaseExpiresAtMs: 95_000 };
    expect(changeOf(byRecovery, RECORD)?.writtenAtMs).toBe(95_000 - 2_000 - 60_000);
  });

  it('does not say when a record was released', () => {
    const { leaseExpiresAtMs: _, ...kept } = RECORD;
    expect(changeOf({ ...kept, state: 'released' }, RECORD)?.writtenAtMs).toBeUndefined();
  });

  it('tells nothing when the record is as it was, when it is no charge, and when it is gone', () => {
    expect(changeOf(RECORD, RECORD, { amountRefunded: 5 })).toBeUndefined();
    expect(changeOf(RECORD, undefined, { id: 're_1' })).toBeUndefined();
    expect(toRecordChange({ dynamodb: { OldImage: image(RECORD) } }, timeoutMsOf)).toBeUndefined();
  });
});
