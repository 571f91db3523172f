import { describe, expect, it } from '@jest/globals';
import { requireApplies } from './build.ts';
import { MUTANTS } from './catalogue/catalogue.ts';
import { RARE } from './catalogue/rare.ts';
import { huntAll } from './hunt.ts';

/** Five times what the slowest of them needs: other worlds, after a change of the simulation, must not hide them. */
const SEEDS = 150;

/** Those that show in few worlds, and those that show in none, are looked for by `npm run simulate:mutants` only. */
const quick = MUTANTS.filter(({ name, harmless }) => harmless === undefined && !RARE.has(name));

describe('a bug in the code', () => {
  it('can still be put in: what each would change stands there exactly once', () => {
    const outdated = MUTANTS.flatMap((mutant) => {
      try {
        requireApplies(mutant);
        return [];
      } catch (error) {
        return [String(error)];
      }
    });

    expect(outdated).toEqual([]);
  });

  it('has a name of its own', () => {
    const names = MUTANTS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...RARE]));
  });

  it(`is found by the simulation, in one of ${SEEDS} worlds: each of ${quick.length} that are not rare`, async () => {
    const hunted = await huntAll(quick, { seeds: SEEDS, workers: 2 });

    const others = hunted.filter(({ verdict }) => verdict.kind !== 'caught');
    expect(others.map(({ mutant, verdict }) => ({ name: mutant.name, ...verdict }))).toEqual([]);
  }, 900_000);
});
