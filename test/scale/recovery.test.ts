import { describe, expect, it } from '@jest/globals';
import { runAfter } from '../../scale/recovery/one-run.ts';
import { CONCURRENCY, endedByRule, LIMIT_PER_SHARD } from '../../scale/recovery/rule.ts';
import { virtualTime } from '../../scale/recovery/virtual-time.ts';

/** So slow that few charges fill a run. */
const PROCESSOR_MS = 5_000;

describe('a run of the production recovery after an outage', () => {
  it('finds, works at and ends what the rule says', async () => {
    const run = await runAfter({ outage: 'silent', charges: 130, shards: 1, processorMs: PROCESSOR_MS });
    expect(run.found).toBe(LIMIT_PER_SHARD);
    expect(run.atOnceMax).toBe(CONCURRENCY);
    expect(run.ended).toBe(endedByRule('silent', PROCESSOR_MS).ended);
    expect(run.ended).toBeLessThan(run.found);
  });

  it('ends all that it finds when the processor is not asked', async () => {
    const run = await runAfter({ outage: 'refusing', charges: 110, shards: 1, processorMs: 0 });
    expect(run).toMatchObject({ found: LIMIT_PER_SHARD, ended: LIMIT_PER_SHARD, atOnceMax: 0 });
  });
});

describe('virtual time', () => {
  it('passes as told while everybody waits', async () => {
    const { world, during } = virtualTime(1_000);
    const woken: number[] = [];
    const sleepTwice = async (durationMs: number): Promise<void> => {
      for (let times = 0; times < 2; times += 1) {
        await world.sleep(durationMs);
        woken.push(world.clock());
      }
    };
    await during(() => Promise.all([sleepTwice(300), sleepTwice(1_000)]));
    expect(woken).toEqual([1_300, 1_600, 2_000, 3_000]);
  });

  it('stands still while something takes real time', async () => {
    const { world, stopped, during } = virtualTime(0);
    let sleptUntilMs = 0;
    let realEndedAtMs = -1;
    await during(async () => {
      const sleeper = world.sleep(10).then(() => {
        sleptUntilMs = world.clock();
      });
      await stopped(async () => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        realEndedAtMs = world.clock();
      });
      await sleeper;
    });
    expect([realEndedAtMs, sleptUntilMs]).toEqual([0, 10]);
  });

  it('hands on what went wrong', async () => {
    const { world, during } = virtualTime(0);
    const failing = async (): Promise<never> => {
      await world.sleep(5);
      throw new Error('no');
    };
    await expect(during(failing)).rejects.toThrow('no');
  });
});
