import type { LocalPayonce } from '../../../../local/local-payonce.ts';
import { arm, send } from './client.ts';
import type { HeldDynamoDb, LetGo } from './held-dynamodb.ts';
import { eventually } from './patience.ts';
import { storedItems } from './server.ts';

interface Surroundings {
  readonly local: LocalPayonce;
  readonly dynamodb: HeldDynamoDb;
}

const NOTHING_HELD: LetGo = async () => undefined;

/** A path that Stripe does not have tells whether a key is at work, and leaves no trace. */
const isAtWork = async ({ stripe }: LocalPayonce, downstreamKey: string): Promise<boolean> => {
  const door = await stripe?.openDoor();
  const headers = { authorization: 'Bearer sk_test_probe', 'idempotency-key': downstreamKey };
  const { status } = await send(door?.url ?? '', { path: '/v1/nothing', body: '', headers });
  await door?.close();
  return status === 409;
};

const untilClaimed = ({ dynamodb }: Surroundings, chargeId: string): Promise<LetGo> =>
  dynamodb.hold('before-it-is-answered', (body) => body.includes(chargeId) && body.includes('in-progress'));

/** Its next write that would complete the charge. */
export const untilCompleting = ({ dynamodb }: Surroundings, chargeId: string): Promise<LetGo> =>
  dynamodb.hold(
    'before-it-is-carried-out',
    (body) => body.includes(chargeId) && body.includes('"completed"'),
  );

const untilPaying = async (surroundings: Surroundings, chargeId: string): Promise<LetGo> => {
  const claimed = await untilClaimed(surroundings, chargeId);
  await claimed();
  const { local } = surroundings;
  const charge = (await storedItems(local)).find(({ id }) => id === chargeId);
  await eventually(() => isAtWork(local, charge?.processor.downstreamKey), 'the processor works');
  return NOTHING_HELD;
};

export interface Place {
  readonly name: string;
  readonly hasMoneyMoved: boolean;
  readonly prepare?: (local: LocalPayonce) => Promise<void>;
  /** Waits until the next charge with this id is there; what holds it there can be let go. */
  readonly reached: (surroundings: Surroundings, chargeId: string) => Promise<LetGo>;
}

/** Where a function can be stopped so that it is certain what it has done and what it has not. */
export const PLACES: readonly Place[] = [
  { name: 'before it calls the processor', hasMoneyMoved: false, reached: untilClaimed },
  {
    name: 'while the processor works',
    hasMoneyMoved: true,
    prepare: (local) => arm(local, { fault: 'slow-processor', ms: 1_000 }),
    reached: untilPaying,
  },
  { name: 'before it writes down what the processor said', hasMoneyMoved: true, reached: untilCompleting },
];
