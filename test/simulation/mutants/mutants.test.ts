import { describe, expect, it } from '@jest/globals';
import { requireApplies } from './build.ts';
import { MUTANTS } from './catalogue/catalogue.ts';
import { huntAll } from './hunt.ts';

/** Ten times what the slowest of them needs: other worlds, after a change of the simulation, must not hide them. */
const SEEDS = 150;

/** Those that show in few worlds only are looked for by `npm run simulate:mutants`, and so are those that show in none. */
const quick = MUTANTS.filter(({ harmless, isRare }) => harmless === undefined && isRare !== true);

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
  });

  it(`is found by the simulation, in one of ${SEEDS} worlds: each of ${quick.length} that are not rare`, async () => {
    const hunted = await huntAll(quick, { seeds: SEEDS, workers: 2 });

    const others = hunted.filter(({ verdict }) => verdict.kind !== 'caught');
    expect(others.map(({ mutant, verdict }) => ({ name: mutant.name, ...verdict }))).toEqual([]);
  }, 180_000);
});
