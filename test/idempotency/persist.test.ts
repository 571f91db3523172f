import { describe, expect, it } from '@jest/globals';
import type { WriteResult } from '../../functions/idempotency/conditional-write.ts';
import { persist, StoreUnavailable } from '../../functions/idempotency/persist.ts';
import { connectionLost, connectionRefused, serverError, throttled, timedOut } from '../rig/faulty-client.ts';
import { heldWorld } from '../rig/held-world.ts';

type Step = WriteResult<never> | Error;
const WRITTEN: Step = { kind: 'written' };
const CONTENDED: Step = { kind: 'contended' };

/** Calls that end as the steps say, the last one for ever. */
const persisting = (steps: readonly Step[], forMs = 5_000) => {
  const world = heldWorld();
  const startMs = world.clock();
  let calls = 0;
  const result = persist(world, startMs + forMs, async () => {
    const step = steps[Math.min(calls, steps.length - 1)] as Step;
    calls += 1;
    if (step instanceof Error) throw step;
    return step;
  });
  return { result, calls: () => calls, elapsedMs: () => world.clock() - startMs };
};

const effectOf = async (steps: readonly Step[]): Promise<string> => {
  const error = await persisting(steps).result.catch((thrown: unknown) => thrown);
  if (!(error instanceof StoreUnavailable)) throw error;
  return error.effect;
};

describe('a call that goes through in the end', () => {
  it.each([
    ['a lost connection', connectionLost()],
    ['a refused connection', connectionRefused()],
    ['a time-out', timedOut()],
    ['a server error', serverError()],
    ['a throttle', throttled()],
    ['contention', CONTENDED],
  ])('is repeated after %s', async (_, step) => {
    const { result, calls } = persisting([step, step, WRITTEN]);
    expect(await result).toEqual(WRITTEN);
    expect(calls()).toBe(3);
  });

  it('answers a refusal at once', async () => {
    const refused: Step = { kind: 'condition-failed', item: { owner: 'other' } };
    const { result, calls } = persisting([refused]);
    expect([await result, calls()]).toEqual([refused, 1]);
  });
});

describe('a call that never goes through', () => {
  it('is repeated until its time is over and never beyond', async () => {
    const { result, calls, elapsedMs } = persisting([connectionLost()]);
    await expect(result).rejects.toThrow(StoreUnavailable);
    expect(calls()).toBeGreaterThan(5);
    expect(elapsedMs()).toBeGreaterThan(4_000);
    expect(elapsedMs()).toBeLessThan(5_000);
  });

  it('is made once even when the time is over before', async () => {
    const late = persisting([WRITTEN], -1);
    expect([await late.result, late.calls()]).toEqual([WRITTEN, 1]);
  });

  it('says that nothing was written when nothing was ever sent', async () => {
    expect(await effectOf([connectionRefused()])).toBe('nothing-written');
  });

  it('says that it was contended when it was told so', async () => {
    expect(await effectOf([CONTENDED])).toBe('contended');
    expect(await effectOf([throttled()])).toBe('contended');
    expect(await effectOf([CONTENDED, connectionRefused()])).toBe('contended');
  });

  it.each([
    ['a lost connection', connectionLost()],
    ['a time-out', timedOut()],
    ['a server error', serverError()],
  ])('remembers that %s may have been carried out, whatever came before and after', async (_, lost) => {
    expect(await effectOf([lost])).toBe('maybe-written');
    expect(await effectOf([lost, connectionRefused()])).toBe('maybe-written');
    expect(await effectOf([lost, CONTENDED])).toBe('maybe-written');
    expect(await effectOf([CONTENDED, lost, throttled()])).toBe('maybe-written');
  });

  it('gives the last error as the cause', async () => {
    const cause = connectionLost();
    await expect(persisting([connectionRefused(), cause]).result).rejects.toMatchObject({ cause });
  });

  it('throws at once what no repetition can mend', async () => {
    const missing = Object.assign(new Error('no table'), { name: 'ResourceNotFoundException' });
    const { result, calls } = persisting([missing]);
    await expect(result).rejects.toBe(missing);
    expect(calls()).toBe(1);
  });
});
