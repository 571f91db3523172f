import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n');

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** As GitHub makes them: lower case, no punctuation, a hyphen for each space. */
const anchorsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const linksOf = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) =>
    target === undefined || /^[a-z]+:/.test(target) ? [] : [target],
  );

const whyBroken = (page: string, link: string): string | undefined => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return `${link}: there is no ${target}`;
  if (anchor !== undefined && !anchorsOf(target).includes(anchor))
    return `${link}: ${target} has no such heading`;
  return undefined;
};

/** `functions/charges/create.ts`, `docs/decisions/`: what a reader will look for. */
const FOLDERS = 'functions|infra|local|client|operator|verify|test|examples|docs|bench';
/** What a reader is told to make. */
const TO_BE_MADE = ['functions/coupons/', 'client/dist'];

const pathsOf = (page: string): string[] =>
  [...textOf(page).matchAll(new RegExp(`\`((?:${FOLDERS})/[\\w./-]*)\``, 'g'))].map(([, path = '']) => path);

describe.each(PAGES)('%s', (page) => {
  it('links to what is there', () => {
    expect(linksOf(page).flatMap((link) => whyBroken(page, link) ?? [])).toEqual([]);
  });

  it('names files and folders that are there', () => {
    expect(
      pathsOf(page).filter((path) => !TO_BE_MADE.includes(path) && !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});
