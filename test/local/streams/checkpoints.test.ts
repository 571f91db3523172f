import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openCheckpoints } from '../../../local/streams/checkpoints.ts';

const directory = mkdtempSync(join(tmpdir(), 'payonce-checkpoints-'));
const path = join(directory, 'streams.json');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('how far a shard has been worked off', () => {
  it('is the last record before the first that is not done', () => {
    const checkpoints = openCheckpoints(undefined);
    for (const each of ['1', '2', '3']) checkpoints.begin('shard', each);
    expect(checkpoints.of('shard')).toBeUndefined();
    checkpoints.done('shard', '2');
    expect(checkpoints.of('shard')).toBeUndefined();
    checkpoints.done('shard', '1');
    expect(checkpoints.of('shard')).toBe('2');
    checkpoints.allDone();
    expect(checkpoints.of('shard')).toBe('3');
    expect(checkpoints.of('other')).toBeUndefined();
  });

  it('is known to the next run, as it was saved', () => {
    const first = openCheckpoints(path);
    first.begin('shard', '1');
    first.done('shard', '1');
    first.save();
    first.begin('shard', '2');
    first.save();

    expect(openCheckpoints(path).of('shard')).toBe('1');
  });
});
