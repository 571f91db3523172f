import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '../../functions/http/problem.ts';
import { CONTRACT } from './problem-contract.ts';

describe('the table of problems', () => {
  it('has exactly the codes of the contract', () => {
    expect(Object.keys(PROBLEMS).sort()).toEqual(Object.keys(CONTRACT).sort());
  });

  it.each(Object.entries(CONTRACT))('gives %s its status, retry and storage', (code, row) => {
    const { status, retry, stored } = PROBLEMS[code as keyof typeof CONTRACT];

    expect([status, retry, stored]).toEqual(row);
  });

  it('stores what needs a new key, and nothing that the same key may still change', () => {
    for (const { retry, stored } of Object.values(PROBLEMS)) expect(stored).toBe(retry === 'new-key');
  });

  it('gives every problem a title of its own', () => {
    const titles = Object.values(PROBLEMS).map(({ title }) => title);

    expect(new Set(titles).size).toBe(titles.length);
  });
});
