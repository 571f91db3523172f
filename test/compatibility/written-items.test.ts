import { describe, expect, it } from '@jest/globals';
import { startService } from '../rig/service.ts';
import { byName, readCurrentFixtures, writeCurrentFixtures } from './fixtures.ts';
import { type Fixture, writeSituations } from './situations.ts';

describe('what this version stores', () => {
  // A change that is meant: raise LAYOUT_VERSION (or, for members that older code leaves alone, name what was added in
  // fixtures.ts), then run this once with WRITE_FIXTURES=true.
  it('is what its fixtures say: a changed item has fixtures of its own, and those before stay', async () => {
    const written = JSON.parse(JSON.stringify(await writeSituations(await startService()))) as Fixture[];
    if (process.env.WRITE_FIXTURES === 'true') writeCurrentFixtures(written);

    expect(written.sort(byName)).toEqual(readCurrentFixtures());
  });
});
