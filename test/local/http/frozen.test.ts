import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import { idFor } from '../../../functions/idempotency/index.ts';
import { type DynamoDb, startEngine } from '../../../local/dynamodb/engine.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Call, type Client, clientOf, movesOf, type Reply } from './rig/client.ts';
import { expectReplays } from './rig/expectations.ts';
import { PLACES, type Place, untilCompleting } from './rig/freeze.ts';
import { type HeldDynamoDb, holdDynamoDb } from './rig/held-dynamodb.ts';
import { attempt, eventually, insist } from './rig/patience.ts';
import { charge, placeOrder, readOrder } from './rig/requests.ts';
import { type StoredItem, serve, storedItems } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

const KINDS = ['alone', 'for an order'] as const;
/** When it goes on: its successor has done everything, or everything but write it down. */
const TIMES = ['after its successor has ended', 'while its successor ends'] as const;

interface Story {
  readonly call: Call;
  readonly chargeId: string;
  readonly orderId: string | undefined;
  /** Lets the function run on, and waits for its end. */
  readonly goOn: () => Promise<void>;
  /** The last reply to the client that came back. */
  readonly end: Promise<Reply | undefined>;
}

const directory = mkdtempSync(join(tmpdir(), 'payonce-frozen-'));
const logFile = join(directory, 'log');
const cdkOut = withTiming(SHORT);
const stories = new Map<string, Story>();
let engine: DynamoDb;
let dynamodb: HeldDynamoDb;
let local: LocalPayonce;
let client: Client;

const hasEnded = (requestId: string): boolean =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .some((line) => line.includes(requestId) && line.includes('"message":"request"'));

/**
 * @param allAreFrozen until then no client tries again: its request would be taken for the one to freeze, and would
 *   meet the fault that is meant for it
 */
const tell = async (
  place: Place,
  time: string,
  kind: string,
  allAreFrozen: Promise<void>,
): Promise<Story> => {
  const key = `${place.name} ${time} ${kind}`.replaceAll(' ', '-');
  const orderId = kind === 'for an order' ? await placeOrder(client) : undefined;
  const call = charge(key, { orderId: orderId ?? null });
  const chargeId = idFor(CHARGES_CREATE, 'acme', key);
  const others = local.sandbox.running('charges.create').map(({ requestId }) => requestId);

  await place.prepare?.(local);
  const reached = place.reached({ local, dynamodb }, chargeId);
  const first = attempt(client, call);
  const letGo = await reached;
  const running = local.sandbox.running('charges.create');
  const frozen = running.find(({ requestId }) => !others.includes(requestId));
  if (frozen === undefined) throw new Error('there is nothing to freeze');
  frozen.freeze();

  const goOn = async (): Promise<void> => {
    const answered = letGo();
    frozen.thaw();
    await answered;
    await eventually(() => hasEnded(frozen.requestId), 'the frozen function ends');
  };
  const wentOn =
    time === 'while its successor ends' &&
    untilCompleting({ local, dynamodb }, chargeId).then(async (letSuccessorGo) => {
      await goOn();
      await letSuccessorGo();
    });
  const replies = Promise.all([first, allAreFrozen]).then(([reply]) => insist(client, call, { reply }));
  const end = Promise.all([replies, wentOn]).then(([all]) => all.at(-1));
  return { call, chargeId, orderId, goOn, end };
};

/** All are frozen at about the same time, so that their leases run out together. */
beforeAll(async () => {
  engine = await startEngine();
  dynamodb = await holdDynamoDb(engine.endpoint);
  local = await serve({ cdkOut, logFile, dynamodbEndpoint: dynamodb.url, concurrency: 14 });
  client = await clientOf(local);
  let goOn: () => void = () => undefined;
  const allAreFrozen = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  for (const place of PLACES)
    for (const time of TIMES)
      for (const kind of KINDS) {
        const story = await tell(place, time, kind, allAreFrozen);
        stories.set(`${place.name} ${time} ${kind}`, story);
        if (!place.hasMoneyMoved) expect(await movesOf(local, story.chargeId)).toEqual([]);
      }
  goOn();
});
afterAll(async () => {
  await local?.stop();
  await dynamodb?.close();
  await engine?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const storedCharge = async (chargeId: string): Promise<StoredItem | undefined> =>
  (await storedItems(local)).find(({ id }) => id === chargeId);

describe.each(PLACES)('a function that is frozen $name, past its lease', ({ name }) => {
  describe.each(TIMES)('and goes on %s', (time) => {
    it.each(KINDS)('changes nothing of what its successor does, %s', async (kind) => {
      const story = stories.get(`${name} ${time} ${kind}`);
      if (story === undefined) throw new Error('nothing was frozen there');
      const { call, chargeId, orderId, goOn } = story;
      const end = await story.end;
      expect([end?.status, end?.json.id, end?.json.status]).toEqual([201, chargeId, 'succeeded']);
      const stored = await storedCharge(chargeId);
      // More than one successor, when a slow machine has the first one killed at its time-out.
      expect(stored?.record).toMatchObject({ state: 'completed', attempt: expect.any(Number) });
      expect(stored?.record).not.toMatchObject({ attempt: 1 });

      if (time === 'after its successor has ended') await goOn();

      expect(await storedCharge(chargeId)).toEqual(stored);
      expect(await movesOf(local, chargeId)).toEqual(['succeeded']);
      if (end) await expectReplays(client, call, end);
      if (orderId !== undefined)
        expect(await readOrder(client, orderId)).toMatchObject({ status: 'paid', chargeId });
    });
  });
});
