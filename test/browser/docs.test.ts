import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { type OpenApiDocument, operationsOf } from '../../local/contract-page/document.ts';
import { axe } from './rig/axe.ts';
import { useBrowser } from './rig/browser.ts';
import { screenshot } from './rig/screenshot.ts';

const rig = useBrowser();

/** Scrolled to, as a link does: what is not there in time fails. */
const expectInView = async (place: Locator): Promise<void> => {
  const { y = -1 } = (await place.boundingBox()) ?? {};
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(720);
};

const documentOf = async (url: string): Promise<OpenApiDocument> =>
  (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;

describe('/local/docs', () => {
  it('shows every operation of the contract that this run serves, and how each is called', async () => {
    const page = await rig.open('/local/docs');

    for (const operation of operationsOf(await documentOf(rig.local.url))) {
      const article = page.getByRole('article', { name: operation.summary, exact: true });
      expect(await article.locator('.call').textContent()).toBe(`${operation.method} ${operation.path}`);
      const labels = await article.locator('figcaption').allTextContents();
      const expected = operation.security.length > 0 ? ['@payonce/client', 'curl'] : ['curl'];
      expect([operation.operationId, labels]).toEqual([
        operation.operationId,
        operation.operationId === 'webhooks.stripe' ? [] : expected,
      ]);
    }
  });

  it('leads by keyboard to an operation, and from there to what a problem means', async () => {
    const page = await rig.open('/local/docs');

    await page.getByRole('navigation').getByRole('link', { name: 'Charge a payment method' }).press('Enter');
    const charge = page.getByRole('article', { name: 'Charge a payment method' });
    await expectInView(charge);
    await charge.getByText('What can go wrong').press('Enter');
    await charge.getByRole('link', { name: 'request-in-progress' }).press('Enter');
    await expectInView(page.locator('#problem-request-in-progress'));
  });

  // Colours do not depend on the width, nor places on the colours: two of the four say it all.
  it.each([
    ['light', 360],
    ['dark', 1440],
  ] as const)(
    'can be read by everybody, %s and %d wide, with all that it folds',
    async (colorScheme, width) => {
      const page = await rig.open('/local/docs', { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');

      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const charge = page.getByRole('article', { name: 'Charge a payment method' });
      await screenshot(page, `docs-${colorScheme}-${width}`, charge);
    },
  );
});

describe('the local calls', () => {
  it('name it', async () => {
    const guide = await (await fetch(rig.local.url)).text();
    expect(guide).toContain('GET /local/docs');
  });
});
