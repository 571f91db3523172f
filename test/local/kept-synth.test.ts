import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptSynth } from '../../local/kept-synth.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'payonce-kept-'));
});
afterEach(() => rmSync(place, { recursive: true }));

/** Starts of a project in one state after the other; each synth writes how many there have been. */
const openStarts = (keys: string[]) => {
  let synths = 0;
  const lines: string[] = [];
  const synthesize = keptSynth({
    folder: join(place, 'kept'),
    keyOf: () => keys[0] ?? '',
    synthesize: async ({ directory }) => {
      synths += 1;
      mkdirSync(join(directory, 'asset'), { recursive: true });
      writeFileSync(join(directory, 'asset/index.js'), `synth ${synths}`);
      if (keys.length > 1) keys.shift();
    },
  });
  let starts = 0;
  return {
    lines,
    start: async (): Promise<string> => {
      starts += 1;
      const directory = join(place, `start-${starts}`);
      await synthesize({ directory, writeLine: (line) => lines.push(line) });
      return readFileSync(join(directory, 'asset/index.js'), 'utf8');
    },
  };
};

describe('a synth that is kept', () => {
  it('is used by later starts as long as nothing changes', async () => {
    const { start, lines } = openStarts(['same']);
    expect([await start(), await start(), await start()]).toEqual(['synth 1', 'synth 1', 'synth 1']);
    expect(lines).toHaveLength(2);
  });

  it('is not used when anything has changed, and is there when that is undone', async () => {
    const keys = ['one'];
    const { start } = openStarts(keys);
    expect(await start()).toBe('synth 1');
    keys[0] = 'other';
    expect(await start()).toBe('synth 2');
    keys[0] = 'one';
    expect(await start()).toBe('synth 1');
  });

  it('is not kept when something was edited while it was made, not even for when that is undone', async () => {
    const keys = ['before', 'edited'];
    const { start } = openStarts(keys);
    await start();
    keys[0] = 'before';
    expect(await start()).toBe('synth 2');
  });

  it('is copied: what a start does to its own copy changes nothing for the next', async () => {
    const { start } = openStarts(['same']);
    await start();
    writeFileSync(join(place, 'start-1/asset/index.js'), 'spoiled');
    expect(await start()).toBe('synth 1');
  });

  it('makes room for later ones', async () => {
    const keys = [''];
    const { start } = openStarts(keys);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      keys[0] = key;
      await start();
    }
    const kept = readdirSync(join(place, 'kept'));
    expect([kept.length, kept.includes('f')]).toEqual([4, true]);
  });

  it('is not needed: where nothing can be written, the start has its own', async () => {
    writeFileSync(join(place, 'kept'), 'a file where the folder would be');
    const { start, lines } = openStarts(['same']);
    expect(await start()).toBe('synth 1');
    expect(lines).toEqual([expect.stringContaining('It is not kept for the next start')]);
  });

  it('is not kept when it fails', async () => {
    const folder = join(place, 'kept');
    const synthesize = keptSynth({
      folder,
      keyOf: () => 'same',
      synthesize: () => Promise.reject(new Error('a rule is broken')),
    });
    const options = { directory: join(place, 'start'), writeLine: () => undefined };
    await expect(synthesize(options)).rejects.toThrow('a rule is broken');
    expect(existsSync(folder)).toBe(false);
  });
});
