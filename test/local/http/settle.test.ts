import { setTimeout as passed } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Call, type Client, clientOf, movesOf, type Reply } from './rig/client.ts';
import { bytesOf, expectProblem, expectReplays, isReplay } from './rig/expectations.ts';
import { meet } from './rig/meet.ts';
import { insist } from './rig/patience.ts';
import { charge, chargeOf, placeOrder, readOrder } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { withTiming } from './rig/short-lease.ts';

/** The first whole second after the lease. */
const SETTLE_AFTER_S = 6;

const NOT_MOVED = [{ fault: 'crash-before-effect' }, { fault: 'processor-down' }];
const MOVED = [
  { fault: 'crash-after-effect' },
  { fault: 'processor-timeout' },
  { fault: 'slow-processor', ms: 2_000 },
];

interface Story {
  readonly call: Call;
  readonly orderId: string;
  readonly chargeId: string;
  readonly histories: readonly (readonly Reply[])[];
}

const cdkOut = withTiming({ FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: `${SETTLE_AFTER_S}` });
const stories = new Map<string, Story>();
let local: LocalPayonce;
let client: Client;

const storyOf = (fault: string): Story => {
  const story = stories.get(fault);
  if (story === undefined) throw new Error('the fault was not met');
  return story;
};

/** Nobody comes back before the last of the charges is old enough to be settled. */
const untilOld = async (createdAt: readonly string[]): Promise<void> =>
  passed(Math.max(...createdAt.map(Date.parse)) + SETTLE_AFTER_S * 1000 - Date.now());

beforeAll(async () => {
  local = await serve({ cdkOut });
  client = await clientOf(local);
  const left = [];
  for (const armed of [...NOT_MOVED, ...MOVED]) {
    const { fault } = armed;
    const orderId = await placeOrder(client);
    const call = charge(fault, { orderId });
    const [first] = await meet(local, client, armed, [call]);
    left.push({ fault, call, orderId, first, charge: await chargeOf(client, fault) });
  }
  await Promise.all(left.map(({ first }) => first));
  expect(left.map((each) => each.charge.status)).toEqual(left.map(() => 'processing'));
  await untilOld(left.map((each) => each.charge.createdAt));
  await Promise.all(
    left.map(async ({ fault, call, orderId, charge: { id: chargeId } }) => {
      const histories = await Promise.all([insist(client, call), insist(client, call)]);
      stories.set(fault, { call, orderId, chargeId, histories });
    }),
  );
});
afterAll(() => local?.stop());

/** The one reply that both copies of the client ended with; given once as the first, and repeated ever since. */
const endOf = ({ histories }: Story): Reply => {
  const ends = histories.flatMap((history) => history.slice(-1));
  const [end] = ends;
  if (end === undefined) throw new Error('the client knows nothing');
  for (const other of ends) expect(bytesOf(other)).toEqual(bytesOf(end));
  expect(ends.filter((other) => !isReplay(other))).toHaveLength(1);
  return end;
};

describe('a charge that nobody came back for in time', () => {
  it.each(NOT_MOVED)('is abandoned after $fault: no money, and a new key pays', async ({ fault }) => {
    const story = storyOf(fault);
    const end = endOf(story);
    expectProblem(end, 409, 'charge-abandoned', 'new-key');
    expect(await movesOf(local, story.chargeId)).not.toContain('succeeded');
    expect(await chargeOf(client, fault)).toMatchObject({
      id: story.chargeId,
      status: 'failed',
      failure: { code: 'charge-abandoned' },
    });
    expect(await readOrder(client, story.orderId)).toMatchObject({ status: 'placed', chargeId: null });

    const paid = await client(charge(`${fault}-anew`, { orderId: story.orderId }));
    expect(paid.status).toBe(201);
    expect(await readOrder(client, story.orderId)).toMatchObject({ status: 'paid', chargeId: paid.json.id });
    await expectReplays(client, story.call, end);
    expect(await movesOf(local, story.chargeId)).not.toContain('succeeded');
  });

  it.each(MOVED)('has succeeded after $fault: the money had moved, once', async ({ fault }) => {
    const story = storyOf(fault);
    const end = endOf(story);
    expect([end.status, end.json.id, end.json.status]).toEqual([201, story.chargeId, 'succeeded']);
    expect(await movesOf(local, story.chargeId)).toEqual(['succeeded']);
    expect(await readOrder(client, story.orderId)).toMatchObject({
      status: 'paid',
      chargeId: story.chargeId,
    });
    await expectReplays(client, story.call, end);
  });
});
