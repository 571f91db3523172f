import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import type { InvocationResult } from '../../../local/sandbox/invocation.ts';
import { FIXTURE } from '../fixture/assembly.ts';
import { type Gate, openGate } from '../fixture/gate.ts';
import { startFixture } from '../fixture/local-fixture.ts';

let local: LocalPayonce;
let gate: Gate;

beforeEach(async () => {
  gate = await openGate();
  local = await startFixture({ ...FIXTURE, functionTimeoutS: 1 });
});
afterEach(async () => {
  await local.stop();
  await gate.close();
});

const behave = (as: string, requestId = 'request'): Promise<InvocationResult> =>
  local.sandbox.invoke('fixture.behave', {
    requestId,
    event: { queryStringParameters: { as, gate: gate.url } },
    fault: undefined,
  });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const pidOf = async (): Promise<number> => {
  const result = await behave('itself');
  return (result as { value: { pid: number } }).value.pid;
};

describe('a function', () => {
  it('sees the environment of the template and nothing of ours', async () => {
    process.env.A_DEVELOPERS_SECRET = 'do not tell';
    const { value } = (await behave('itself', 'request-7')) as { value: Record<string, unknown> };
    expect(value).toMatchObject({
      awsRequestId: 'request-7',
      functionName: 'fixture.behave',
      environment: { REGION: 'us-east-1', AWS_ENDPOINT_URL_DYNAMODB: process.env.DYNAMODB_ENDPOINT },
    });
    expect(Object.keys(value.environment as object)).not.toContain('A_DEVELOPERS_SECRET');
    expect(Object.keys(value.environment as object)).not.toContain('STRIPE_SECRET_KEY');
    expect(value.remainingMs).toBeLessThanOrEqual(1000);
    expect(value.remainingMs).toBeGreaterThan(0);
  });

  it('is served by the same process again, as long as that lives', async () => {
    const first = await pidOf();
    expect(await pidOf()).toBe(first);
    expect(await behave('crasher')).toEqual({ kind: 'failed' });
    expect(await pidOf()).not.toBe(first);
  });

  it('that throws has failed, and its process goes on', async () => {
    const pid = await pidOf();
    expect(await behave('thrower')).toEqual({ kind: 'failed' });
    expect(await pidOf()).toBe(pid);
  });

  it('that overruns its time-out is killed, even in a loop that lets nothing else run', async () => {
    const pid = await pidOf();
    expect(await behave('overrunner')).toEqual({ kind: 'timed-out' });
    expect(isAlive(pid)).toBe(false);
  });
});

describe('more requests than processes', () => {
  it('wait for their turn, in the order in which they came', async () => {
    const answered: string[] = [];
    const requests = ['a', 'b', 'c', 'd'].map(async (id) => {
      await behave('waiter', id);
      answered.push(id);
    });
    const passes = await Promise.all([gate.arrival('/before'), gate.arrival('/before')]);
    expect(local.sandbox.running('fixture.behave').map(({ requestId }) => requestId)).toEqual(['a', 'b']);

    for (const pass of passes) pass();
    for (const _ of 'ab') (await gate.arrival('/after'))();
    for (const _ of 'cd') (await gate.arrival('/before'))();
    for (const _ of 'cd') (await gate.arrival('/after'))();
    await Promise.all(requests);
    expect(answered.slice(0, 2).sort()).toEqual(['a', 'b']);
    expect(answered.slice(2).sort()).toEqual(['c', 'd']);
  });
});

describe('a process that a test has frozen', () => {
  it('outlives its time-out and goes on where it was when it is thawed', async () => {
    const result = behave('waiter');
    const pass = await gate.arrival('/before');
    const [running] = local.sandbox.running('fixture.behave');
    running?.freeze();
    pass();
    expect(await result).toEqual({ kind: 'timed-out' });

    running?.thaw();
    const passLate = await gate.arrival('/after');
    expect(await pidOf()).not.toBeUndefined();
    passLate();
  });

  it('is ended with everything else', async () => {
    const pid = await pidOf();
    const result = behave('waiter');
    await gate.arrival('/before');
    local.sandbox.running('fixture.behave')[0]?.freeze();
    await local.stop();
    expect(await result).toEqual({ kind: 'failed' });
    expect(isAlive(pid)).toBe(false);
  });
});

it('serves every function that the template has', () => {
  const called = new Set(FIXTURE.routes.map(({ calls }) => `fixture.${calls}`));
  expect(new Set(local.template.functions.map(({ id }) => id))).toEqual(called);
});
