import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { serve } from '../../local/http/rig/server.ts';
import { SHORT, withTiming } from '../../local/http/rig/short-lease.ts';
import { launchChromium } from './launch.ts';
import { type Allowance, watch } from './watch.ts';

/** Three leases, and less than a test may take: what does not come is named by who waited for it. */
const PATIENCE_MS = 15_000;

/** `colorScheme`, `viewport` and whatever else a context takes; and which lines of the console a test provokes. */
export type OpenOptions = BrowserContextOptions & Pick<Allowance, 'consoleErrors'>;

export interface BrowserRig {
  /** The local Payonce of this file: its functions get 3 s, so that a lease is over after 5. */
  readonly local: LocalPayonce;
  /** Opens a path in a browser that knows nothing yet: new storage, new cookies. `page.context().newPage()` is its second tab. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

/**
 * A real Chromium and a local Payonce for the tests of a file. A test fails when a page writes an error or a warning to the
 * console, throws, or asks for anything that is not the local Payonce's.
 *
 * @example
 * const rig = useBrowser();
 *
 * it('is charged once when Pay is pressed twice', async () => {
 *   const page = await rig.open('/', { viewport: { width: 360, height: 740 }, consoleErrors: [/status of 409/] });
 *   await page.getByRole('button', { name: 'Pay' }).dblclick();
 *   await page.getByText('Charged once').waitFor();
 *   expect((await ledgerOf(rig.local)).length).toBe(1);
 *   expect(await axe(page)).toEqual([]);
 *   await screenshot(page, 'pressed-twice');
 * });
 */
export const useBrowser = (): BrowserRig => {
  const cdkOut = withTiming(SHORT);
  let local: LocalPayonce | undefined;
  let browser: Browser | undefined;
  const opened: { readonly context: BrowserContext; readonly complaints: readonly string[] }[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    local = await serve({ cdkOut });
  });
  afterEach(async () => {
    const all = opened.splice(0);
    await Promise.all(all.map(({ context }) => context.close()));
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
  });

  return {
    get local(): LocalPayonce {
      if (local === undefined) throw new Error('The local Payonce is there while tests run.');
      return local;
    },
    async open(path, { consoleErrors = [], ...options } = {}) {
      if (browser === undefined || local === undefined)
        throw new Error('The browser is there while tests run.');
      const context = await browser.newContext(options);
      opened.push({ context, complaints: watch(context, { origin: local.url, consoleErrors }) });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const response = await page.goto(`${local.url}${path}`);
      if (!response?.ok()) throw new Error(`${path} was answered ${response?.status()}.`);
      return page;
    },
  };
};
