import { describe, expect, it } from '@jest/globals';
import type { HandlersUnderTest } from './handlers.ts';
import { productionHandlers } from './production-handlers.ts';
import { runSeed } from './run-seed.ts';
import { shrink } from './shrink.ts';
import type { Suppress } from './storm.ts';
import { broken } from './violation.ts';

const names = Array.from({ length: 61 }, (_, place) => `thing ${place}`);

/** A world that fails when all of `needed` happen, and otherwise breaks another promise at times. */
const worldOf = (needed: readonly string[]) => async (suppress: Suppress) => {
  const happened = names.filter((name) => !suppress(name));
  const isBroken = needed.every((name) => happened.includes(name));
  const other = happened.length % 2 === 0 ? [broken('no-mistake-inside', 'something else')] : [];
  return { happened, violations: isBroken ? [broken('same-reply', 'a key')] : other };
};

describe('shrinking a failing world', () => {
  it.each([[[]], [['thing 7']], [['thing 0', 'thing 31', 'thing 60']]])(
    'leaves exactly what it takes: %j',
    async (needed) => {
      const shrunk = await shrink(worldOf(needed));
      expect(shrunk?.kept).toEqual(needed);
      expect(shrunk?.report.violations).toEqual([broken('same-reply', 'a key')]);
    },
  );

  it('is nothing for a world that keeps its promises', async () => {
    expect(await shrink(worldOf(['something that never happens']))).toBeUndefined();
  });

  it('leaves out whatever a world without something brings anew', async () => {
    const shrunk = await shrink(async (suppress) => {
      const happened = ['cause', ...(suppress('distraction') ? ['what comes instead'] : ['distraction'])];
      const kept = happened.filter((name) => !suppress(name));
      return { happened: kept, violations: kept.includes('cause') ? [broken('same-reply', 'a key')] : [] };
    });
    expect(shrunk?.kept).toEqual(['cause']);
  });
});

/** As production, but each attempt is a payment of its own at the processor. */
const chargingAnew: HandlersUnderTest = (instance) =>
  productionHandlers({
    ...instance,
    processor: {
      ...instance.processor,
      charge: (payment, budgetMs) =>
        instance.processor.charge({ ...payment, downstreamKey: instance.world.uniqueName() }, budgetMs),
    },
  });

describe('the shortest story of a world that charges twice', () => {
  it('is told in a few sentences, and ends with the promise that is broken', async () => {
    const options = { handlers: chargingAnew, stopAtFirst: true };
    let seed = 1;
    const isTwice = async () =>
      (await runSeed(seed, options)).violations[0]?.invariant === 'one-charge-per-key';
    while (!(await isTwice())) seed += 1;
    const { happened } = await runSeed(seed, options);

    const shrunk = await shrink((suppress) => runSeed(seed, { ...options, suppress, withStory: true }));
    const story = shrunk?.report.story ?? [];

    expect(shrunk?.kept.length).toBeLessThanOrEqual(Math.min(8, happened.length - 1));
    expect(story.length).toBeLessThanOrEqual(30);
    expect(story.filter((sentence) => sentence.includes('asks the processor for the money'))).toHaveLength(2);
    expect(story.join('\n')).toContain("=> BROKEN: a tenant's key moves money once at most");
  }, 240_000);
});
