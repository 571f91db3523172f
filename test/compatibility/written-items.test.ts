import { describe, expect, it } from '@jest/globals';
import { startService } from '../rig/service.ts';
import { byName, readCurrentFixtures, writeCurrentFixtures } from './fixtures.ts';
import { type Fixture, writeSituations } from './situations.ts';

describe('what this version stores', () => {
  // A change that is meant: raise LAYOUT_VERSION, then run this once with WRITE_FIXTURES=true.
  it('is what its fixtures say: a changed item is a new layout, with fixtures of its own', async () => {
    const written = JSON.parse(JSON.stringify(await writeSituations(await startService()))) as Fixture[];
    if (process.env.WRITE_FIXTURES === 'true') writeCurrentFixtures(written);

    expect(written.sort(byName)).toEqual(readCurrentFixtures());
  });
});
