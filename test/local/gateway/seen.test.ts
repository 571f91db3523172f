import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalEvent } from '../../../local/events/event.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { FIXTURE, type FixtureRoute } from '../fixture/assembly.ts';
import { type Gate, openGate } from '../fixture/gate.ts';
import { startFixture } from '../fixture/local-fixture.ts';
import { listenTo } from '../http/rig/event-listener.ts';

const BEHAVE: FixtureRoute = { key: 'GET /behave', calls: 'behave', scope: 'fixture/things:read' };

let local: LocalPayonce;
let gate: Gate;
beforeEach(async () => {
  gate = await openGate();
});
afterEach(async () => {
  await local.stop();
  await gate.close();
});

const start = async () => {
  local = await startFixture({ ...FIXTURE, routes: [BEHAVE], functionTimeoutS: 20 });
  const { token } = await local.issuer.issueToken('acme');
  const ask = (query: string, options: RequestInit = {}, authorization = `Bearer ${token}`) =>
    fetch(`${local.url}/behave?${query}`, { headers: { authorization }, ...options });
  return { ask, listener: await listenTo(local, 'acme') };
};
const inShort = (event: LocalEvent): unknown[] =>
  event.kind === 'answer' ? [event.kind, event.status] : [event.kind];

describe('what the gateway sees', () => {
  it('is each request that comes to a function, and its answer, also when the function dies', async () => {
    const { ask, listener } = await start();
    await ask('as=bare');
    await ask('as=crasher');
    await listener.hears(2, 'answer');
    expect(listener.heard.map(inShort)).toEqual([['request'], ['answer', 200], ['request'], ['answer', 500]]);
    expect(listener.heard[0]).toMatchObject({ lane: 'with-key', operation: 'fixture.behave' });
  });

  it('is an answer that nobody gets, when the client has left', async () => {
    const { ask, listener } = await start();
    const leaving = new AbortController();
    const asked = ask(`as=waiter&gate=${gate.url}`, { signal: leaving.signal });
    const pass = await gate.arrival('/before');
    leaving.abort();
    await expect(asked).rejects.toThrow('aborted');
    pass();
    (await gate.arrival('/after'))();
    await listener.hears(1, 'answer');
    expect(listener.heard.map(inShort)).toEqual([['request'], ['answer', null]]);
  });

  it('is nothing of a request that it refuses by itself', async () => {
    const { ask, listener } = await start();
    expect((await ask('as=bare', {}, 'Bearer none')).status).toBe(401);
    expect((await ask('as=bare', { method: 'DELETE' })).status).toBe(404);
    await ask('as=bare');
    await listener.hears(1, 'answer');
    expect(listener.heard.map(inShort)).toEqual([['request'], ['answer', 200]]);
  });
});
