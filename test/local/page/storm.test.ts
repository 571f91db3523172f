import { describe, expect, it } from '@jest/globals';
import { FAULTS } from '../../../local/faults/fault.ts';
import { isArmed, TROUBLES } from '../../../local/page/browser/faults.ts';
import { planStorm, STORM_TAPS } from '../../../local/page/browser/storm.ts';

/** Walks evenly through everything that chance could do. */
const evenly = (): (() => number) => {
  let step = 0;
  return () => {
    step += 1;
    return (step * 0.618_034) % 1;
  };
};

describe('a storm', () => {
  it('is fifty taps of which most go wrong, in every way that the page offers', () => {
    const plan = planStorm(evenly());

    expect(plan).toHaveLength(STORM_TAPS);
    expect(new Set(plan.map(({ trouble }) => trouble))).toEqual(new Set(TROUBLES.map(({ id }) => id)));
    expect(plan.filter(({ trouble }) => trouble !== 'none').length).toBeGreaterThan(STORM_TAPS / 2);
  });

  it('has two time-outs, whatever chance does: each holds a connection for seconds', () => {
    for (const chance of [() => 0, () => 0.999_999, evenly()]) {
      const timeouts = planStorm(chance).filter(({ trouble }) => trouble === 'processor-timeout');
      expect(timeouts).toHaveLength(2);
    }
  });
});

it('what the page lets go wrong can be armed', () => {
  const armed = TROUBLES.map(({ id }) => id).filter(isArmed);

  expect(armed).toHaveLength(4);
  expect(FAULTS).toEqual(expect.arrayContaining(armed));
});
