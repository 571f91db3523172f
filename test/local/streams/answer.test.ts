import { describe, expect, it } from '@jest/globals';
import type { InvocationResult } from '../../../local/sandbox/invocation.ts';
import { firstToRepeat } from '../../../local/streams/answer.ts';
import { recordOf } from './rig/records.ts';

const BATCH = ['10', '11', '12'].map((sequenceNumber) => recordOf(sequenceNumber));
const answered = (value: unknown): InvocationResult => ({ kind: 'answered', value });
const failing = (...items: unknown[]) =>
  answered({ batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })) });

describe('what is to be repeated of a batch', () => {
  it.each([
    ['nothing, when no record is reported', failing(), 3],
    ['nothing, when the answer is empty', answered(undefined), 3],
    ['nothing, when the answer is null', answered(null), 3],
    ['nothing, when the list is null', answered({ batchItemFailures: null }), 3],
    ['from the first that is reported on', failing('12', '11'), 1],
    ['everything, when a name is not in the batch', failing('11', '99'), 0],
    ['everything, when a name is empty', failing(''), 0],
    ['everything, when the call failed', { kind: 'failed' } as const, 0],
    ['everything, when the call ran out of time', { kind: 'timed-out' } as const, 0],
  ])('is %s', (_, result, place) => {
    expect(firstToRepeat(BATCH, result, true)).toBe(place);
  });

  it('is nothing by name where the event source does not ask for names', () => {
    expect(firstToRepeat(BATCH, failing('11'), false)).toBe(3);
  });
});
