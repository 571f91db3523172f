import { describe, expect, it } from '@jest/globals';
import type { InvocationResult } from '../../../local/sandbox/invocation.ts';
import { createLane, type LaneOptions } from '../../../local/streams/lane.ts';
import type { EventSource } from '../../../local/template/model.ts';
import { NOW_MS, recordOf, SOURCE } from './rig/records.ts';

type Answer = (batch: readonly string[]) => InvocationResult | Promise<InvocationResult>;

const DONE: InvocationResult = { kind: 'answered', value: { batchItemFailures: [] } };
const failing = (...items: string[]): InvocationResult => ({
  kind: 'answered',
  value: { batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })) },
});

/** A lane in a time of its own: a pause passes it. Records pushed at once are in batches after the first. */
const laneOf = (over: Partial<EventSource>, answer: Answer) => {
  let nowMs = NOW_MS;
  const calls: string[][] = [];
  const done: string[] = [];
  const givenUp: { condition: string; records: string[]; invokeCount: number }[] = [];
  const sequenceNumbers = (records: Parameters<LaneOptions['done']>[0]) =>
    records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const lane = createLane({
    source: { ...SOURCE, ...over },
    shardId: 'shard-1',
    invoke: async (_, { event }) => {
      const batch = sequenceNumbers((event as { Records: Parameters<LaneOptions['done']>[0] }).Records);
      calls.push(batch);
      return answer(batch);
    },
    giveUp: ({ condition, records, invokeCount }) =>
      givenUp.push({ condition, invokeCount, records: sequenceNumbers(records) }),
    done: (records) => done.push(...sequenceNumbers(records)),
    clock: () => nowMs,
    pause: async (durationMs) => {
      nowMs += durationMs;
    },
  });
  const until = async (count: number): Promise<void> => {
    while (done.length < count) await new Promise(setImmediate);
  };
  const push = (...names: string[]): Promise<void> => {
    for (const name of names) lane.push(recordOf(name));
    return until(names.length);
  };
  return { lane, push, until, calls, done, givenUp, now: () => nowMs };
};

describe('working off a lane', () => {
  it('sends records in their order, in batches of the template’s size', async () => {
    const { push, calls, done } = laneOf({}, () => DONE);
    await push('1', '2', '3', '4', '5', '6');

    expect(calls).toEqual([['1'], ['2', '3', '4'], ['5', '6']]);
    expect(done).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('waits for a batch to fill when the template says so', async () => {
    const { push, calls } = laneOf({ windowMs: 5_000 }, () => DONE);
    await push('1', '2', '3');

    expect(calls).toEqual([['1', '2', '3']]);
  });

  it('sends a batch again from the first record that failed, and what follows only then', async () => {
    let isBad = true;
    const { push, calls } = laneOf({}, (batch) => {
      if (!isBad || !batch.includes('3')) return DONE;
      isBad = false;
      return failing('3');
    });
    await push('1', '2', '3', '4', '5');

    expect(calls).toEqual([['1'], ['2', '3', '4'], ['3', '4'], ['5']]);
  });

  it('goes on for as long as a record may be old, however many attempts that takes', async () => {
    const { lane, calls, givenUp, now, until } = laneOf({}, (batch) =>
      batch[0] === '1' ? failing('1') : DONE,
    );
    lane.push(recordOf('1'));
    lane.push(recordOf('2', -SOURCE.ageMaxMs));
    await until(2);

    expect(givenUp).toEqual([
      { condition: 'RecordAgeExceeded', records: ['1'], invokeCount: calls.length - 1 },
    ]);
    expect(calls.length).toBeGreaterThan(20);
    expect(now() - NOW_MS).toBeGreaterThan(SOURCE.ageMaxMs);
    expect(calls.at(-1)).toEqual(['2']);
  });

  it('gives up after as many attempts as the template says', async () => {
    const { push, calls, givenUp } = laneOf({ retriesMax: 2 }, (batch) => failing(...batch));
    await push('1');

    expect(calls).toHaveLength(3);
    expect(givenUp).toEqual([{ condition: 'RetryAttemptsExhausted', records: ['1'], invokeCount: 3 }]);
  });

  it('halves a batch on which the function dies, until the record that kills it is alone', async () => {
    const { push, givenUp, done } = laneOf({ retriesMax: 1 }, (batch) =>
      batch.includes('3') ? { kind: 'failed' } : DONE,
    );
    await push('1', '2', '3', '4');

    expect(givenUp.map(({ records }) => records)).toEqual([['3']]);
    expect(done.sort()).toEqual(['1', '2', '3', '4']);
  });

  it('repeats it whole where the template does not say to halve', async () => {
    const { push, givenUp } = laneOf({ retriesMax: 1, bisects: false }, (batch) =>
      batch.includes('3') ? { kind: 'failed' } : DONE,
    );
    await push('1', '2', '3', '4');

    expect(givenUp.map(({ records }) => records)).toEqual([['2', '3', '4']]);
  });

  it('forgets what it holds, and neither sends it nor calls it done', async () => {
    let answer: (result: InvocationResult) => void = () => {};
    const { lane, calls, done } = laneOf({}, () => new Promise((resolve) => (answer = resolve)));
    lane.push(recordOf('1'));
    lane.push(recordOf('2'));
    lane.clear();
    answer(failing('1'));
    await new Promise(setImmediate);

    expect([calls, done]).toEqual([[['1']], []]);
  });
});
