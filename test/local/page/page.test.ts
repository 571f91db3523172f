import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { createPage } from '../../../local/page/page.ts';
import { startFixture } from '../fixture/local-fixture.ts';

/** As Chromium asks for a page. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('the address of a local run', () => {
  let local: LocalPayonce;
  beforeAll(async () => {
    local = await startFixture();
  });
  afterAll(() => local.stop());

  it('shows a page to browsers, which loads from this server only', async () => {
    const response = await fetch(`${local.url}/`, { headers: BROWSER });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(await response.text()).toMatch(/^<!doctype html>/i);
  });

  it.each([['*/*'], ['application/json'], ['']])(
    'explains itself in text to whoever accepts %j',
    async (accept) => {
      const response = await fetch(`${local.url}/`, { headers: { accept } });
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toContain('GET /local/events');
    },
  );

  it.each([
    ['page.js', 'text/javascript; charset=utf-8'],
    ['page.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('has the page’s %s', async (name, type) => {
    const response = await fetch(`${local.url}/local/page/${name}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).length).toBeGreaterThan(0);
  });
});

describe('a page’s file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'payonce-page-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);

  it('is one bundle, made on first use and kept', async () => {
    write('main.ts', "import { word } from './word.ts';\nconsole.log(word satisfies string);");
    write('word.ts', "export const word: string = 'first';");
    const page = createPage(directory);
    const first = await page.script();
    expect([first.status, String(first.body)]).toEqual([200, expect.stringContaining('"first"')]);
    write('word.ts', "export const word: string = 'second';");
    expect((await page.script()).body).toEqual(first.body);
  });

  it('that cannot be made says so in a sentence, and is made when it can be', async () => {
    const page = createPage(directory);
    write('main.ts', 'const = 1;');
    const wrong = await page.script();
    expect(wrong.status).toBe(500);
    expect(JSON.parse(String(wrong.body)).message).toMatch(
      /^The page's main\.ts cannot be made: .*Expected/s,
    );
    expect((await page.html()).status).toBe(500);
    write('main.ts', 'console.log(1);');
    expect((await page.script()).status).toBe(200);
  });
});
