import { beforeAll, describe, expect, it } from '@jest/globals';
import { arrowsOf, type Kind } from './states/diagrams.ts';
import { startWatched, WAYS } from './states/everything.ts';
import { walk } from './states/random-walk.ts';

const KINDS: readonly Kind[] = ['Charge', 'Refund', 'Order'];

const seen = new Map<Kind, Set<string>>(KINDS.map((kind) => [kind, new Set()]));

describe('the diagrams of docs/states.md', () => {
  beforeAll(async () => {
    for (const way of Object.values(WAYS)) {
      const watched = await startWatched();
      await way(watched);
      for (const kind of KINDS) for (const arrow of watched.seen.get(kind) ?? []) seen.get(kind)?.add(arrow);
    }
  });

  it.each(KINDS)('have an arrow for each step of the code, and none besides: %s', (kind) => {
    expect([...(seen.get(kind) ?? [])].sort()).toEqual(arrowsOf(kind));
  });

  it.each([1, 2])('have an arrow for each step of a random walk (seed %d)', async (seed) => {
    const watched = await startWatched();
    await walk(watched, seed, 80);
    for (const kind of KINDS) {
      const arrows = [...(watched.seen.get(kind) ?? [])];
      // A walk that goes nowhere would prove nothing.
      expect(arrows.length).toBeGreaterThan(2);
      expect(arrowsOf(kind)).toEqual(expect.arrayContaining(arrows));
    }
  });
});
