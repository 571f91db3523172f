import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DUE_SHARDS } from '../../functions/idempotency/home.ts';
import type { PaymentProcessor } from '../../functions/processor/processor.ts';
import { recover } from '../../functions/recovery/recover.ts';
import { ASSUMED } from '../assumptions.ts';
import { logged } from '../counting/logged.ts';
import { type Rig, startRig } from '../counting/rig.ts';
import { leaveBacklog, type Outage } from './backlog.ts';
import { RUN_TIMEOUT_MS } from './rule.ts';
import { virtualTime } from './virtual-time.ts';

/** Older than `SETTLE_AFTER_S` and than every lease. */
const LATER_MS = 600_000;

/** What an outage has left, and how slow the processor is after it. */
export interface Backlog {
  readonly outage: Outage;
  readonly charges: number;
  /** @default - all */
  readonly shards?: number;
  /** For all calls that settle one charge. */
  readonly processorMs: number;
}

export interface Run extends Backlog {
  /** What the run found: it asks each shard for a limited number. */
  readonly found: number;
  readonly ended: number;
  /** Of the processor, at once. */
  readonly atOnceMax: number;
  readonly tookMs: number;
}

const slowed = (
  engine: DynamoDBDocumentClient,
  { world, stopped }: ReturnType<typeof virtualTime>,
): DynamoDBDocumentClient => {
  const send = async (command: { constructor: { name: string } }): Promise<unknown> => {
    const isRead = ['GetCommand', 'QueryCommand'].includes(command.constructor.name);
    await world.sleep(isRead ? ASSUMED.readMs.value : ASSUMED.writeMs.value);
    return stopped(() => engine.send(command as never));
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

const run = async ({ engine, world: still, dependencies }: Rig, backlog: Backlog): Promise<Run> => {
  const time = virtualTime(still.clock() + LATER_MS);
  let atOnce = 0;
  let atOnceMax = 0;
  const processor: PaymentProcessor = {
    ...dependencies.processor,
    cancel: async () => {
      atOnce += 1;
      atOnceMax = Math.max(atOnceMax, atOnce);
      await time.world.sleep(backlog.processorMs);
      atOnce -= 1;
      return { kind: 'canceled' };
    },
  };
  const runOnce = recover({
    ...dependencies,
    documentClient: slowed(engine, time),
    world: time.world,
    processor,
  });
  const startedAtMs = time.world.clock();
  const context = { awsRequestId: 'run', getRemainingTimeInMillis: () => RUN_TIMEOUT_MS };
  const { due, settled, abandoned } = await time.during(() => runOnce({}, context));
  const tookMs = time.world.clock() - startedAtMs;
  return { ...backlog, found: due, ended: settled + abandoned, atOnceMax, tookMs };
};

/** One run of the production recovery after an outage, in virtual time, on the real engine. */
export const runAfter = async (backlog: Backlog): Promise<Run> => {
  const rig = await startRig();
  try {
    await leaveBacklog(rig, backlog.outage, backlog.charges, backlog.shards ?? DUE_SHARDS);
    const { result } = await logged(() => run(rig, backlog));
    return result;
  } finally {
    await rig.stop();
  }
};
