import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { INVARIANTS } from '../simulation/violation.ts';

const textOf = (page: string): string => readFileSync(join(import.meta.dirname, '../..', page), 'utf8');

describe('a page that counts the simulator’s invariants', () => {
  it.each(['README.md', 'docs/proof.md'])('%s says how many there are', (page) => {
    expect(textOf(page)).toContain(`${Object.keys(INVARIANTS).length} invariants`);
  });
});
