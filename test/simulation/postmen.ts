import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Random, streamOf } from './random.ts';
import type { Service } from './service.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Surroundings {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly deliver: Service['deliver'];
}

/** As deployed: what fails for longer is kept for a person. */
const RECORD_AGE_MAX_MS = 6 * 60 * 60_000;
const BATCH_SIZE = 10;
/** So many batches at once, each of charges of its own. */
const LANES = 2;

interface Pending {
  readonly record: DynamoDBRecord;
  readonly sinceMs: number;
}

/** What the event source's filter lets pass: see `infra/receipts-filter.ts`. */
const isJustSucceeded = (before: Item | undefined, after: Item): boolean =>
  after.id?.S?.startsWith('ch_') === true &&
  before?.status?.S === 'processing' &&
  after.status?.S === 'succeeded' &&
  (after.receiptEmail?.S !== undefined || after.orderId?.S !== undefined);

/**
 * In a part of the worlds, the stream of the charges: every change of an item, in order, in batches that come again
 * until they are taken, late, and sometimes twice at once. In some of them everything passes the filter.
 */
export const postmenIn = ({ seed, timeline, storm, deliver }: Surroundings) => {
  const random: Random = streamOf(seed, 'postmen');
  const [isWorldOfReceipts, isFiltered] = [random.chance(0.3), random.chance(0.6)];
  const [lateMs, doubleRate] = [random.pick([100, 5_000, 60_000]), random.pick([0, 0.2, 0.5])];
  const lanes = Array.from({ length: LANES }, (): Pending[] => []);
  const busy = new Set<number>();
  const setAside = new Set<string>();
  let records = 0;

  const work = async (lane: number): Promise<void> => {
    const pending = lanes[lane] as Pending[];
    busy.add(lane);
    for (let turn = 1; pending.length > 0; turn += 1) {
      const name = `batch ${pending[0]?.record.dynamodb?.SequenceNumber}, turn ${turn}`;
      const chance = streamOf(seed, name);
      const [pauseMs, isDouble] = [
        chance.between(10, turn === 1 ? lateMs : 60_000),
        chance.chance(doubleRate),
      ];
      storm.lastsUntil(timeline.nowMs() + pauseMs);
      await new Promise<void>((resolve) => timeline.after(pauseMs, resolve));
      const batch = pending.slice(0, BATCH_SIZE).map(({ record }) => record);
      if (isDouble && storm.happens(`${name}, a second time`)) void deliver(batch, `${name}, a second time`);
      const failures = await deliver(batch, name);
      // All before the first that failed are done; no answer, and none is.
      const failed = batch.findIndex(({ dynamodb }) => failures?.includes(dynamodb?.SequenceNumber ?? ''));
      pending.splice(0, failures === undefined ? 0 : failed === -1 ? batch.length : failed);
      while (pending[0] !== undefined && timeline.nowMs() - pending[0].sinceMs > RECORD_AGE_MAX_MS)
        setAside.add(pending.shift()?.record.dynamodb?.Keys?.pk?.S ?? '');
    }
    busy.delete(lane);
  };

  return {
    isWorldOfReceipts,
    /** Keys of charges whose event was given up, and is kept for a person. */
    setAside,
    /** An item was written. */
    afterChange: (before: Item | undefined, after: Item): void => {
      if (!isWorldOfReceipts || (isFiltered && !isJustSucceeded(before, after))) return;
      records += 1;
      const record = {
        eventID: `event-${records}`,
        eventName: before === undefined ? 'INSERT' : 'MODIFY',
        dynamodb: {
          Keys: { pk: after.pk },
          ...(before !== undefined && { OldImage: before }),
          NewImage: after,
          SequenceNumber: String(records),
        },
      } as unknown as DynamoDBRecord;
      const lane = (after.pk?.S?.charCodeAt(8) ?? 0) % LANES;
      lanes[lane]?.push({ record, sinceMs: timeline.nowMs() });
      if (!busy.has(lane)) void work(lane);
    },
  };
};
