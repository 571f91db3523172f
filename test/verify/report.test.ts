import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, toTable } from '../../verify/deploy/report.ts';
import type { StepRecord, Verdict } from '../../verify/deploy/step.ts';
import { tally } from '../../verify/deploy/walk/duplicates.ts';

const record = (verdict: Verdict, note = ''): StepRecord => ({
  name: 'walk',
  verdict,
  durationMs: 1_240,
  note,
});

describe('the table of a run', () => {
  it('has a line per step, with what is not "passed" standing out', () => {
    expect(toTable([record('passed', 'fine'), record('failed', 'two\nentries | three')])).toBe(
      [
        '| step | verdict | seconds | seen |',
        '| --- | --- | --: | --- |',
        '| walk | passed | 1.2 | fine |',
        '| walk | **failed** | 1.2 | two entries \\| three |',
      ].join('\n'),
    );
  });
});

describe('the exit status of a run', () => {
  it('is 0 when nothing failed and nothing was left out', () => {
    expect(exitCodeOf([record('passed'), record('not shown')])).toBe(0);
  });

  it.each(['failed', 'left out'] as const)('is 1 when a step %s', (verdict) => {
    expect(exitCodeOf([record('passed'), record(verdict)])).toBe(1);
  });

  it('is 1 when nothing ran', () => {
    expect(exitCodeOf([])).toBe(1);
  });
});

describe('fifty replies', () => {
  it('are told by how often each status came', () => {
    expect(tally([{ status: 409 }, { status: 201 }, { status: 409 }])).toBe('1 × 201, 2 × 409');
  });
});
