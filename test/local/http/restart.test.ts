import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arm, type Call, type Client, ledgerOf, movesOf, type Reply, send } from './rig/client.ts';
import { expectReplays } from './rig/expectations.ts';
import { attempt, eventually, insist } from './rig/patience.ts';
import { charge, chargeOf, placeOrder, readOrder } from './rig/requests.ts';
import { type RunningProgram, runProgram } from './rig/run-program.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

const directory = mkdtempSync(join(tmpdir(), 'payonce-restart-'));
const ASSEMBLY = withTiming(SHORT);
let program: RunningProgram;
let client: Client;

const start = async (): Promise<void> => {
  mkdirSync(join(directory, 'tmp'), { recursive: true });
  program = await runProgram({ ASSEMBLY, DATA_DIR: join(directory, 'kept'), TMPDIR: join(directory, 'tmp') });
  const { token } = (await send(program.url, { path: '/local/token?tenant=acme' })).json;
  client = (call) =>
    send(program.url, { ...call, headers: { authorization: `Bearer ${token}`, ...call.headers } });
};

const chargeOfNewOrder = async (key: string): Promise<Call> =>
  charge(key, { orderId: await placeOrder(client) });

const movesBy = async (key: string): Promise<string[]> => movesOf(program, (await chargeOf(client, key)).id);

let done: { readonly call: Call; readonly reply: Reply };
let moved: Call;
let notMoved: Call;
let paymentIds: string[];

/** Kills the server while one charge has been paid and not been told so, and another is on its way to be paid. */
beforeAll(async () => {
  await start();
  const call = await chargeOfNewOrder('done');
  done = { call, reply: await client(call) };

  moved = await chargeOfNewOrder('moved');
  await arm(program, { fault: 'processor-timeout' });
  const cutOff = [attempt(client, moved)];
  await eventually(async () => (await movesBy('moved')).length === 1, 'the money moves');

  notMoved = await chargeOfNewOrder('not-moved');
  await arm(program, { fault: 'slow-processor', ms: 60_000 });
  cutOff.push(attempt(client, notMoved));
  await eventually(
    async () => (await chargeOf(client, 'not-moved')).status === 'processing',
    'the charge begins',
  );

  paymentIds = (await ledgerOf(program)).map(({ id }) => id);
  await program.kill();
  // On a slow machine a client may have been told in time that nothing is known; an end nobody can have been told.
  for (const reply of await Promise.all(cutOff))
    expect([undefined, 'outcome-unknown']).toContain(reply?.json.code);
  await start();
});
afterAll(async () => {
  await program?.kill();
  for (const each of [directory, ASSEMBLY]) rmSync(each, { recursive: true, force: true });
});

describe('after the server was killed in the middle of a charge', () => {
  it('what was done is replayed', async () => {
    expect(done.reply.status).toBe(201);
    await expectReplays(client, done.call, done.reply);
  });

  it('a retry gives the truth, also of the money that had moved, and none moves twice', async () => {
    expect((await ledgerOf(program)).map(({ id }) => id)).toEqual(paymentIds);
    expect(await movesBy('not-moved')).toEqual([]);
    const ends = await Promise.all(
      [moved, notMoved].map(async (call) => {
        const end = (await insist(client, call)).at(-1);
        if (end === undefined) throw new Error('the client knows nothing');
        expect([end.status, end.json.status]).toEqual([201, 'succeeded']);
        expect(await movesOf(program, end.json.id)).toEqual(['succeeded']);
        expect((await readOrder(client, end.json.orderId)).chargeId).toBe(end.json.id);
        await expectReplays(client, call, end);
        return end;
      }),
    );
    expect(ends).toHaveLength(2);
    expect((await ledgerOf(program)).map(({ id }) => id).slice(0, 2)).toEqual(paymentIds);
    expect(await ledgerOf(program)).toHaveLength(3);
  });
});
