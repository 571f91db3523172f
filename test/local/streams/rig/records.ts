import type { LambdaRecord } from '../../../../local/streams/stream-record.ts';
import type { EventSource } from '../../../../local/template/model.ts';

export const NOW_MS = Date.UTC(2026, 0, 1);

/** A record by its sequence number; every item has its own. */
export const recordOf = (sequenceNumber: string, ageMs = 0): LambdaRecord => ({
  eventName: 'MODIFY',
  eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/Things/stream/1',
  dynamodb: {
    SequenceNumber: sequenceNumber,
    Keys: { pk: { S: sequenceNumber } },
    ApproximateCreationDateTime: (NOW_MS - ageMs) / 1000,
  },
});

export const SOURCE: EventSource = {
  functionId: 'things.tell',
  tableName: 'Things',
  startsAt: 'TRIM_HORIZON',
  patterns: [],
  batchSize: 3,
  windowMs: 0,
  lanes: 1,
  bisects: true,
  reportsItems: true,
  retriesMax: Number.POSITIVE_INFINITY,
  ageMaxMs: 60_000,
  deadLetters: 'DeadLetters',
};
