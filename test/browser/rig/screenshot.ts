import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const SCREENSHOTS = join(import.meta.dirname, '..', '..', '..', 'screenshots');

/** Keeps the whole page, or one place of it, as `screenshots/<name>.png`, for people: no test reads it. */
export const screenshot = async (page: Page, name: string, place?: Locator): Promise<void> => {
  const path = join(SCREENSHOTS, `${name}.png`);
  await (place ? place.screenshot({ path }) : page.screenshot({ path, fullPage: true }));
};
