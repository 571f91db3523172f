import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { openGate } from './fixture/gate.ts';
import {
  answers,
  clearAway,
  eventually,
  isAlive,
  killAll,
  lookInside,
  run,
  untilReady,
} from './fixture/run-program.ts';

/** `::1` is missing on machines without IPv6, containers among them. */
const loopbackAddresses = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .map(({ address }) => address)
  .filter((address) => address === '127.0.0.1' || address === '::1');

afterEach(killAll);
afterAll(clearAway);

describe('the program', () => {
  it('says one line when it can take calls, and ends with everything it has started', async () => {
    const program = run({});
    const url = await untilReady(program);
    expect(program.output).toEqual([
      `Payonce is ready on ${url} (DynamoDB: embedded engine, processor: local Stripe)`,
    ]);
    const { pid, engine } = await lookInside(url);
    expect([isAlive(pid), await answers(engine)]).toEqual([true, true]);

    const stoppedAtMs = Date.now();
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(Date.now() - stoppedAtMs).toBeLessThan(2000);
    expect([isAlive(pid), await answers(engine), await answers(url)]).toEqual([false, false, false]);
    expect(program.output).toHaveLength(1);
  });

  it('ends on Ctrl-C while a function is busy', async () => {
    const program = run({});
    const url = await untilReady(program);
    const { pid } = await lookInside(url);
    const cutOff = answers(`${url}/behave?as=overrunner`);
    await fetch(`${url}/things/1`);
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    await cutOff;
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves neither engine nor functions behind when it is killed, not even a function that waits', async () => {
    const gate = await openGate();
    const program = run({});
    const url = await untilReady(program);
    const { pid, engine } = await lookInside(url);
    const cutOff = answers(`${url}/behave?as=waiter&gate=${gate.url}`);
    await gate.arrival('/before');
    program.child.kill('SIGKILL');
    await program.ended;
    expect(await eventually(async () => !isAlive(pid) && !(await answers(engine)))).toBe(true);
    expect(await cutOff).toBe(false);
    await gate.close();
  });

  it('keeps what it has where DATA_DIR says, ledger included', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'payonce-data-'));
    const first = run({ DATA_DIR });
    const url = await untilReady(first);
    await fetch(`${url}/pay?key=kept`, { method: 'POST' });
    first.child.kill('SIGTERM');
    await first.ended;

    const second = run({ DATA_DIR });
    const ledger = await fetch(`${await untilReady(second)}/local/processor`);
    expect(await ledger.json()).toMatchObject([{ idempotencyKey: 'kept', status: 'succeeded' }]);
    second.child.kill('SIGTERM');
    await second.ended;
    rmSync(DATA_DIR, { recursive: true });
  });
});

describe('the program refuses to start', () => {
  it.each(loopbackAddresses)('on a port that is taken on %s', async (host) => {
    const other = createServer().unref();
    await once(other.listen(0, host), 'listening');
    const { port } = other.address() as AddressInfo;
    const program = run({ PORT: `${port}` });
    expect(await program.ended).toBe(1);
    expect(program.errors).toEqual([`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`]);
    expect(program.output).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each(['sk_live_1', 'rk_live_1'])('with a live key of Stripe (%s)', async (key) => {
    const program = run({ STRIPE_SECRET_KEY: key });
    expect(await program.ended).toBe(1);
    expect(program.errors).toEqual([expect.stringContaining('STRIPE_SECRET_KEY is a live key')]);
    expect(program.errors.join()).not.toContain(key);
  });

  it.each([
    ['PORT', '80a', 'PORT is a whole number from 0 to 65535, not "80a".'],
    ['LOCAL_CONCURRENCY', '0', 'LOCAL_CONCURRENCY is a whole number from 1 to 256, not "0".'],
    ['DYNAMODB_ENDPOINT', 'localhost:8000', 'DYNAMODB_ENDPOINT is an address like http://localhost:8000'],
    ['STRIPE_SECRET_KEY', 'secret', 'STRIPE_SECRET_KEY is no key of Stripe'],
  ])('with %s=%s', async (name, value, sentence) => {
    const program = run({ [name]: value });
    expect(await program.ended).toBe(1);
    expect(program.errors).toEqual([expect.stringContaining(sentence)]);
  });
});
