import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import type { Fixture } from './situations.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const CURRENT = join(FIXTURES, `layout-${LAYOUT_VERSION}`);

export const byName = (one: Fixture, other: Fixture): number => (one.name < other.name ? -1 : 1);

const readFixtures = (directory: string): Fixture[] =>
  readdirSync(directory)
    .map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Fixture)
    .sort(byName);

export const readCurrentFixtures = (): Fixture[] => readFixtures(CURRENT);

/** Of every version that ever was: none is ever removed, since no charge expires. */
export const readEveryFixture = (): Fixture[] =>
  readdirSync(FIXTURES).flatMap((version) =>
    readFixtures(join(FIXTURES, version)).map((fixture) => ({
      ...fixture,
      name: `${version}/${fixture.name}`,
    })),
  );

export const writeCurrentFixtures = (fixtures: readonly Fixture[]): void => {
  mkdirSync(CURRENT, { recursive: true });
  for (const fixture of fixtures)
    writeFileSync(join(CURRENT, `${fixture.name}.json`), `${JSON.stringify(fixture, null, 2)}\n`);
};
