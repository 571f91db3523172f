import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSteps, NotShown, type Steps, Stopped } from '../../verify/deploy/step.ts';

let stopping: AbortController;
let nowMs: number;
let lines: string[];
let steps: Steps;

beforeEach(() => {
  stopping = new AbortController();
  nowMs = 0;
  lines = [];
  steps = createSteps({ now: () => nowMs, signal: stopping.signal, write: (line) => lines.push(line) });
});

const verdicts = () => steps.records.map(({ verdict }) => verdict);

describe('a step', () => {
  it('is announced before it runs, and tells what it saw and how long it took', async () => {
    await steps.check('walk', async () => {
      expect(lines).toEqual(['walk …']);
      nowMs += 1_500;
      return 'one entry';
    });
    expect(lines.at(-1)).toBe('  passed (1.5 s): one entry');
    expect(steps.records).toEqual([
      { name: 'walk', verdict: 'passed', durationMs: 1_500, note: 'one entry' },
    ]);
  });

  it('that fails does not keep the next one from running', async () => {
    await steps.check('walk', async () => {
      throw new Error('two entries');
    });
    await steps.check('recovery', async () => 'settled');
    expect(verdicts()).toEqual(['failed', 'passed']);
  });

  it('that the endpoint has no answer to has not failed', async () => {
    await steps.check('IAM', async () => {
      throw new NotShown('enforces none');
    });
    expect(verdicts()).toEqual(['not shown']);
  });

  it('that is needed hands its value on', async () => {
    expect(await steps.needed('deploy', async () => ({ note: 'done', value: 42 }))).toBe(42);
  });

  it('that is needed and fails ends the walk', async () => {
    const failing = steps.needed('deploy', async () => {
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toBeInstanceOf(Stopped);
    expect(verdicts()).toEqual(['failed']);
  });
});

describe('a run that is stopped', () => {
  it('begins no further step', async () => {
    stopping.abort();
    let hasRun = false;
    await steps.check('walk', async () => {
      hasRun = true;
      return '';
    });
    expect(hasRun).toBe(false);
    expect(verdicts()).toEqual(['left out']);
  });

  it('does not call the step that it interrupts a failure', async () => {
    await steps.check('deploy', async () => {
      stopping.abort();
      throw new Error('killed');
    });
    expect(verdicts()).toEqual(['left out']);
  });
});
