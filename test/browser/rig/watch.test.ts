import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { axe } from './axe.ts';
import { launchChromium } from './launch.ts';
import { watch } from './watch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const ORIGIN = 'http://localhost:1';

/** What is found in a page that does this; it is served without a server. */
const complaintsAbout = async (body: string, consoleErrors: readonly RegExp[] = []) => {
  const context = await browser.newContext();
  await context.route(`${ORIGIN}/page`, (route) => route.fulfill({ contentType: 'text/html', body }));
  const complaints = watch(context, { origin: ORIGIN, consoleErrors });
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/page`);
  // A round trip: what has happened in the page by now has been told.
  await page.evaluate('new Promise(requestAnimationFrame)');
  await context.close();
  return complaints;
};

describe('a page in the rig', () => {
  it.each([
    ['writes an error', '<script>console.error("broken")</script>', 'error in the console: broken'],
    ['warns', '<script>console.warn("soon")</script>', 'warning in the console: soon'],
    ['throws', '<script>throw new Error("oh")</script>', 'uncaught: oh'],
    ['rejects', '<script>Promise.reject(new Error("late"))</script>', 'uncaught: late'],
    [
      'asks elsewhere',
      '<link rel="icon" href="data:,"><img src="https://example.com/a.png">',
      'a request to elsewhere: https://example.com/a.png',
    ],
  ])('that %s is complained about', async (_, body, complaint) => {
    expect(await complaintsAbout(body)).toContain(complaint);
  });

  it('that does none of it is not, nor one whose errors the test provokes', async () => {
    expect(await complaintsAbout('<title>t</title><script>console.log("fine")</script>')).toEqual([]);
    expect(await complaintsAbout('<script>console.error("status of 402")</script>', [/402/])).toEqual([]);
  });

  it('that not everybody can use is found by axe, whatever its policy forbids', async () => {
    const context = await browser.newContext();
    const headers = { 'content-security-policy': "default-src 'none'", 'content-type': 'text/html' };
    const body = '<!doctype html><html lang="en"><title>t</title><main><h1>t</h1><button></button></main>';
    await context.route(`${ORIGIN}/page`, (route) => route.fulfill({ headers, body }));
    const complaints = watch(context, { origin: ORIGIN });
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/page`);

    expect(await axe(page)).toEqual(['critical button-name: button']);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
