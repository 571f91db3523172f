import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULTS } from '../../../local/faults/fault.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { synthesize } from '../../../local/synthesize.ts';
import { readTemplate } from '../../../local/template/read-template.ts';
import { type Call, type Client, clientOf, movesOf, type Reply } from './rig/client.ts';
import { bytesOf, expectProblem, expectReplays } from './rig/expectations.ts';
import { meet } from './rig/meet.ts';
import { insist, type MaybeReply } from './rig/patience.ts';
import { charge, DECLINING, placeOrder, readOrder } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

type FaultName = (typeof FAULTS)[number];

/** A processor call may take 1.5 s of a function's three: a slow one moves the money when nobody waits any more. */
const SLOWER_THAN_ANYBODY_WAITS = { ms: 2_000 };

const FIRST_REPLY: Readonly<Record<FaultName, readonly (string | number)[]>> = {
  'drop-response': ['no reply'],
  'crash-before-effect': [500],
  'crash-after-effect': [500],
  'processor-timeout': [503, 'outcome-unknown'],
  'processor-down': [503, 'unavailable'],
  'slow-processor': [503, 'outcome-unknown'],
};

const KINDS = ['alone', 'for an order', 'for an order, with a card that is declined'] as const;

interface Story {
  readonly call: Call;
  readonly orderId: string | undefined;
  readonly first: MaybeReply;
  /** What each of two copies of the client was told until it knew. */
  readonly histories: readonly (readonly Reply[])[];
}

/** A machine that is busy takes longer for a synth and for a dozen processes at once. */
const PATIENCE_MS = 120_000;

const cdkOut = withTiming(SHORT);
const directory = mkdtempSync(join(tmpdir(), 'payonce-faults-'));
const stories = new Map<string, Story>();
let local: LocalPayonce;
let client: Client;

const callsFor = async (fault: FaultName) => {
  const [orderId, declinedOrderId] = [await placeOrder(client), await placeOrder(client)];
  return [
    { call: charge(`${fault}-alone`), orderId: undefined },
    { call: charge(`${fault}-order`, { orderId }), orderId },
    {
      call: charge(`${fault}-declined`, { orderId: declinedOrderId, paymentMethod: DECLINING }),
      orderId: declinedOrderId,
    },
  ];
};

/** First everybody meets a fault, then everybody comes back: a retry must not meet a fault that is meant for another. */
beforeAll(async () => {
  local = await serve({ cdkOut });
  client = await clientOf(local);
  const begun = [];
  for (const fault of FAULTS) {
    const calls = await callsFor(fault);
    const armed = { fault, ...(fault === 'slow-processor' && SLOWER_THAN_ANYBODY_WAITS) };
    const firsts = await meet(
      local,
      client,
      armed,
      calls.map(({ call }) => call),
    );
    begun.push(
      ...calls.map((each, index) => ({ ...each, name: `${fault} ${KINDS[index]}`, first: firsts[index] })),
    );
  }
  // While the leases run out there is time for a synth.
  Object.assign(process.env, SHORT);
  const synthesized = synthesize({ directory, writeLine: () => undefined });
  await Promise.all(
    begun.map(async ({ name, first, call, orderId }) => {
      const reply = await first;
      const comeBack = () => insist(client, call, { reply });
      const histories = await Promise.all([comeBack(), comeBack()]);
      stories.set(name, { call, orderId, first: reply, histories });
    }),
  );
  await synthesized;
}, PATIENCE_MS);
afterAll(async () => {
  await local?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe.each(FAULTS)('a client that meets %s and comes back as it is told', (fault) => {
  it.each(KINDS)('has its charge once and is told the truth, %s', async (kind) => {
    const story = stories.get(`${fault} ${kind}`);
    if (story === undefined) throw new Error('the fault was not met');
    const { call, orderId, first, histories } = story;
    expect(first === undefined ? ['no reply'] : [first.status, first.json.code].filter(Boolean)).toEqual(
      FIRST_REPLY[fault],
    );

    const [end, ...others] = histories.map((history) => history.at(-1));
    if (end === undefined) throw new Error('the client knows nothing');
    for (const other of others) expect(other && bytesOf(other)).toEqual(bytesOf(end));
    await expectReplays(client, call, end);

    const isDeclined = kind === KINDS[2];
    if (isDeclined) expectProblem(end, 402, 'card-declined', 'new-key');
    else expect([end.status, end.json.status, end.json.amount]).toEqual([201, 'succeeded', 2500]);
    const chargeId = isDeclined ? end.json.chargeId : end.json.id;
    expect(await movesOf(local, chargeId)).toEqual([isDeclined ? 'failed' : 'succeeded']);
    expect((await client({ path: `/charges/${chargeId}` })).json.status).toBe(
      isDeclined ? 'failed' : 'succeeded',
    );
    if (orderId !== undefined) {
      const order = isDeclined ? { status: 'placed', chargeId: null } : { status: 'paid', chargeId };
      expect(await readOrder(client, orderId)).toMatchObject(order);
    }
  });
});

it('a synth under these times gives just the template that was served', () => {
  const read = (from: string) => {
    const { functions, ...others } = readTemplate(from);
    return { ...others, functions: functions.map(({ bundlePath: _, ...each }) => each) };
  };
  expect(read(directory)).toEqual(read(cdkOut));
});
