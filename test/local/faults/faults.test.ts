import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { startFixture } from '../fixture/local-fixture.ts';

let local: LocalPayonce;
beforeEach(async () => {
  local = await startFixture();
});
afterEach(() => local.stop());

const arm = async (fault: Record<string, unknown>): Promise<number> => {
  const body = JSON.stringify({ operation: 'fixture.pay', ...fault });
  return (await fetch(`${local.url}/local/faults`, { method: 'POST', body })).status;
};
const pay = async (key: string): Promise<unknown> => {
  const response = await fetch(`${local.url}/pay?key=${key}`, { method: 'POST' });
  return response.ok ? response.json() : response.status;
};
const moved = async (): Promise<unknown[]> => {
  const ledger = (await (await fetch(`${local.url}/local/processor`)).json()) as { idempotencyKey: string }[];
  return ledger.map(({ idempotencyKey }) => idempotencyKey);
};

describe('a fault', () => {
  it.each([
    ['crash-before-effect', {}, 500, []],
    ['crash-after-effect', {}, 500, ['faulty']],
    ['processor-timeout', {}, { saw: 'TimeoutError' }, ['faulty']],
    ['processor-down', {}, { saw: 'refusal' }, []],
    ['slow-processor', { ms: 50 }, { saw: 'answer', status: 200 }, ['faulty']],
  ])('of the kind %s meets one request and not the next', async (fault, more, seen, ledger) => {
    expect(await arm({ fault, ...more })).toBe(204);
    expect(await pay('faulty')).toEqual(seen);
    expect(await moved()).toEqual(ledger);
    expect(await pay('healthy')).toEqual({ saw: 'answer', status: 200 });
    expect(await moved()).toEqual([...ledger, 'healthy']);
  });

  it('of the kind drop-response loses the answer of something that happened', async () => {
    await arm({ fault: 'drop-response' });
    await expect(pay('dropped')).rejects.toThrow('fetch failed');
    expect(await moved()).toEqual(['dropped']);
  });

  it('meets as many requests as it says, of its operation only', async () => {
    await arm({ fault: 'drop-response', times: 2 });
    expect((await fetch(`${local.url}/things/1`)).status).toBe(200);
    await expect(pay('a')).rejects.toThrow('fetch failed');
    await expect(pay('b')).rejects.toThrow('fetch failed');
    expect(await pay('c')).toEqual({ saw: 'answer', status: 200 });
  });

  it('is used up by a request that never comes to it', async () => {
    await arm({ fault: 'crash-before-effect', operation: 'fixture.echo' });
    expect((await fetch(`${local.url}/things/1`)).status).toBe(200);
    expect(await pay('a')).toEqual({ saw: 'answer', status: 200 });
  });

  it('can be disarmed', async () => {
    await arm({ fault: 'drop-response', times: 5 });
    expect((await fetch(`${local.url}/local/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(await pay('a')).toEqual({ saw: 'answer', status: 200 });
  });

  it('strikes the invocation that it was armed for while others of the same function go on', async () => {
    await arm({ fault: 'crash-after-effect' });
    const seen = await Promise.all([pay('first'), pay('second')]);
    expect(seen.filter((answer) => answer === 500)).toHaveLength(1);
    expect(seen).toContainEqual({ saw: 'answer', status: 200 });
    expect((await moved()).sort()).toEqual(['first', 'second']);
  });
});
