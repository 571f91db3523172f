import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.filename).resolve('axe-core/axe.min.js'), 'utf8');

const GRAVE = ['serious', 'critical'];

/**
 * What axe-core finds that is serious or critical, a line each: `serious color-contrast: #total`. It is evaluated by the
 * debugger, which a page's Content-Security-Policy does not concern: the page stays as it is.
 */
export const axe = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => GRAVE.includes(String(impact)))
    .flatMap(({ impact, id, nodes }) => nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`));
};
