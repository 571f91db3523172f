import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import type { Fixture } from './situations.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
/** Within a layout: what was added that older code of the same layout leaves alone. */
const ADDED = '-trail';

const CURRENT = `layout-${LAYOUT_VERSION}${ADDED}`;

export const byName = (one: Fixture, other: Fixture): number => (one.name < other.name ? -1 : 1);

const readFixtures = (directory: string): Fixture[] =>
  readdirSync(directory)
    .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Fixture)
    .sort(byName);

export const readCurrentFixtures = (): Fixture[] => readFixtures(join(FIXTURES, CURRENT));

/** Of every version that ever was: none is ever removed, since no charge expires. */
export const readEveryVersion = (): { readonly version: string; readonly fixtures: readonly Fixture[] }[] =>
  readdirSync(FIXTURES).map((version) => ({ version, fixtures: readFixtures(join(FIXTURES, version)) }));

export const writeCurrentFixtures = (fixtures: readonly Fixture[]): void => {
  const directory = join(FIXTURES, CURRENT);
  mkdirSync(directory, { recursive: true });
  for (const fixture of fixtures)
    writeFileSync(join(directory, `${fixture.name}.json`), `${JSON.stringify(fixture, null, 2)}\n`);
};
