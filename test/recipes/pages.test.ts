import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, openDesk, PAGES, RECIPES, SYNTH_MS } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('the list of recipes', () => {
  it('names every page', () => {
    const list = readFileSync(join(PAGES, 'README.md'), 'utf8');
    const linked = [...list.matchAll(/^\| \[(.+)\]\((.+)\)/gm)].map(([, text, page]) => [text, page]);
    expect(linked.sort()).toEqual(RECIPES.map((name) => [`${name}.md`, `${name}.md`]).sort());
  });
});

describe('an app from a page', () => {
  it(
    'has the types of the stack',
    async () => {
      expect(await desk.typeErrors()).toBe('');
    },
    SYNTH_MS,
  );

  it(
    'reads the context, and fails where that fails',
    async () => {
      const wrong = desk.synthesize('budget', { stage: 'nowhere' });
      await expect(wrong).rejects.toThrow('Context `stage` must be dev or prod, not "nowhere".');
    },
    SYNTH_MS,
  );
});
