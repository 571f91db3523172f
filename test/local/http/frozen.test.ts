import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamoDb, startEngine } from '../../../local/dynamodb/engine.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import type { RunningInvocation } from '../../../local/sandbox/invocation.ts';
import { arm, type Call, type Client, clientOf, movesOf, type Reply, send } from './rig/client.ts';
import { expectReplays } from './rig/expectations.ts';
import { type HeldDynamoDb, holdDynamoDb } from './rig/held-dynamodb.ts';
import { attempt, eventually, insist } from './rig/patience.ts';
import { charge, placeOrder, readOrder } from './rig/requests.ts';
import { type StoredItem, serve, storedItems } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

/** Brings the charge of an order, once it has been sent, to where it is frozen; then lets go whatever held it there. */
type Reach = (orderId: string) => Promise<() => void>;

interface Story {
  readonly call: Call;
  readonly orderId: string;
  readonly frozen: RunningInvocation;
  readonly letGo: () => void;
  readonly replies: Promise<readonly Reply[]>;
}

const directory = mkdtempSync(join(tmpdir(), 'payonce-frozen-'));
const logFile = join(directory, 'log');
const cdkOut = withTiming(SHORT);
let engine: DynamoDb;
let dynamodb: HeldDynamoDb;
let local: LocalPayonce;
let client: Client;

const chargeFor = async (orderId: string): Promise<StoredItem> => {
  const found = (await storedItems(local)).find((item) => item.orderId === orderId);
  if (found === undefined) throw new Error('the charge is not there');
  return found;
};

/** A path that Stripe does not have tells whether a key is at work, and leaves no trace. */
const isAtWork = async (downstreamKey: string): Promise<boolean> => {
  const door = await local.stripe?.openDoor();
  const headers = { authorization: 'Bearer sk_test_probe', 'idempotency-key': downstreamKey };
  const { status } = await send(door?.url ?? '', { path: '/v1/nothing', body: '', headers });
  await door?.close();
  return status === 409;
};

const PLACES = {
  'before it calls the processor': (orderId) =>
    dynamodb.hold('before-it-is-answered', ({ body }) => body.includes(orderId)),
  'while the processor works': async (orderId) => {
    const claimed = await dynamodb.hold('before-it-is-answered', ({ body }) => body.includes(orderId));
    claimed();
    const { processor } = await chargeFor(orderId);
    await eventually(() => isAtWork(processor.downstreamKey), 'the processor works');
    return () => undefined;
  },
  'before it writes down what the processor said': (orderId) =>
    dynamodb.hold(
      'before-it-is-carried-out',
      ({ body }) => body.includes(orderId) && body.includes('"completed"'),
    ),
} satisfies Record<string, Reach>;

type Place = keyof typeof PLACES;
const NAMES = Object.keys(PLACES) as Place[];
const stories = new Map<Place, Story>();

const freezeAt = async (place: Place): Promise<Story> => {
  const orderId = await placeOrder(client);
  const call = charge(place.replaceAll(' ', '-'), { orderId });
  if (place === 'while the processor works') await arm(local, { fault: 'slow-processor', ms: 1_000 });
  const known = new Set(local.sandbox.running('charges.create').map(({ requestId }) => requestId));
  const reached = PLACES[place](orderId);
  const first = attempt(client, call);
  const letGo = await reached;
  const [frozen] = local.sandbox.running('charges.create').filter(({ requestId }) => !known.has(requestId));
  if (frozen === undefined) throw new Error('there is nothing to freeze');
  frozen.freeze();
  const replies = first.then((reply) => insist(client, call, { reply }));
  return { call, orderId, frozen, letGo, replies };
};

beforeAll(async () => {
  engine = await startEngine();
  dynamodb = await holdDynamoDb(engine.endpoint);
  local = await serve({ cdkOut, logFile, dynamodbEndpoint: dynamodb.url });
  client = await clientOf(local);
  for (const place of NAMES) stories.set(place, await freezeAt(place));
});
afterAll(async () => {
  await local?.stop();
  await dynamodb?.close();
  await engine?.stop();
  for (const each of [directory, cdkOut]) rmSync(each, { recursive: true, force: true });
});

const storyOf = (place: Place): Story => {
  const story = stories.get(place);
  if (story === undefined) throw new Error('nothing was frozen there');
  return story;
};

const lineOf = (requestId: string) =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes(requestId))
    .map((line) => JSON.parse(line))
    .find(({ message }) => message === 'request');

describe.each(NAMES)('a function that is frozen %s, past its lease', (place) => {
  it('is replaced by a retry, and changes nothing when it goes on', async () => {
    const { call, orderId, frozen, letGo, replies } = storyOf(place);
    expect(await movesOf(local, (await chargeFor(orderId)).id)).toEqual(
      place === 'before it calls the processor' ? [] : ['succeeded'],
    );
    const history = await replies;
    const end = history.at(-1);
    if (end === undefined) throw new Error('the client knows nothing');
    expect([end.status, end.json.status, end.headers['idempotent-replayed']]).toEqual([
      201,
      'succeeded',
      undefined,
    ]);
    const before = await chargeFor(orderId);
    expect(before.record).toMatchObject({ state: 'completed', attempt: 2 });

    letGo();
    frozen.thaw();
    await eventually(() => lineOf(frozen.requestId) !== undefined, 'the frozen function ends');

    expect(lineOf(frozen.requestId).outcome).not.toBe('first');
    expect(await chargeFor(orderId)).toEqual(before);
    expect(await movesOf(local, end.json.id)).toEqual(['succeeded']);
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'paid', chargeId: end.json.id });
    await expectReplays(client, call, end);
  });
});
