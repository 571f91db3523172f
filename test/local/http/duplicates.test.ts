import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { arm, type Call, type Client, clientOf, movesOf, type Reply } from './rig/client.ts';
import { bytesOf, expectProblem, expectReplays, isReplay } from './rig/expectations.ts';
import { charge, DECLINING, order } from './rig/requests.ts';
import { serve } from './rig/server.ts';

/** Fewer than the stage's burst of 200: none may be turned away by the gateway. */
const COPIES = 50;

let local: LocalPayonce;
let client: Client;

beforeAll(async () => {
  local = await serve();
  client = await clientOf(local);
});
afterAll(() => local?.stop());

/** Sends them all at once; the one reply that is no replay, after all others have been held against it. */
const sendCopies = async (call: Call, status: number): Promise<{ first: Reply; inProgress: Reply[] }> => {
  const replies = await Promise.all(Array.from({ length: COPIES }, () => client(call)));

  const definitive = replies.filter((reply) => reply.status === status);
  const [first, ...more] = definitive.filter((reply) => !isReplay(reply));
  if (first === undefined) throw new Error(`nobody was told first: ${replies[0]?.text}`);
  expect(more).toEqual([]);
  for (const reply of definitive) expect(bytesOf(reply)).toEqual(bytesOf(first));

  const inProgress = replies.filter((reply) => !definitive.includes(reply));
  for (const reply of inProgress) expectProblem(reply, 409, 'request-in-progress', 'same-key');
  return { first, inProgress };
};

describe('fifty copies at the same time', () => {
  it('of a charge move the money once, and all are told the same', async () => {
    const call = charge('copies');
    const { first } = await sendCopies(call, 201);
    expect(first.headers.location).toBe(`/charges/${first.json.id}`);
    expect(await movesOf(local, first.json.id)).toEqual(['succeeded']);
    await expectReplays(client, call, first);
  });

  it('of a charge at a slow processor are told to wait, and then the same', async () => {
    await arm(local, { fault: 'slow-processor', times: COPIES, ms: 1_000 });
    const call = charge('slow-copies');
    const { first, inProgress } = await sendCopies(call, 201);
    expect(inProgress.length).toBeGreaterThan(0);
    expect(await movesOf(local, first.json.id)).toEqual(['succeeded']);
    await expectReplays(client, call, first);
  });

  it('of a charge that is declined ask the processor once, and all are told the same', async () => {
    const call = charge('declined-copies', { paymentMethod: DECLINING });
    const { first } = await sendCopies(call, 402);
    expectProblem(first, 402, 'card-declined', 'new-key');
    expect(await movesOf(local, first.json.chargeId)).toEqual(['failed']);
    await expectReplays(client, call, first);
  });

  it('of an order place it once, and all are told the same', async () => {
    const call = order('order-copies');
    const { first, inProgress } = await sendCopies(call, 201);
    expect(inProgress).toEqual([]);
    expect((await client({ path: '/orders' })).json.data).toEqual([first.json]);
    await expectReplays(client, call, first);
  });
});
