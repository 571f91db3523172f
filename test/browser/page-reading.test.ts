import { describe, expect, it } from '@jest/globals';
import { type Checkout, openCheckout, PATIENCE } from './page-checkout.ts';
import { axe } from './rig/axe.ts';
import { useBrowser } from './rig/browser.ts';
import { screenshot } from './rig/screenshot.ts';

const rig = useBrowser();

const payThreeTimes = async (checkout: Checkout): Promise<void> => {
  for (let tap = 1; tap <= 3; tap += 1) await checkout.pay.click();
  await checkout.says('charged 3 times without a key, 75 euros in total, and once with a key, 25 euros.');
  await checkout.lane('with a key').getByText('Paid. Thank you!').waitFor(PATIENCE);
};

describe('the page', () => {
  it.each([
    ['light', 360],
    ['dark', 360],
    ['light', 1440],
    ['dark', 1440],
  ] as const)('can be read by everybody, %s and %d wide', async (colorScheme, width) => {
    const checkout = await openCheckout(rig, { colorScheme, viewport: { width, height: 900 } });
    await checkout.says('Nobody has been charged yet.');
    expect(await axe(checkout.page)).toEqual([]);

    await payThreeTimes(checkout);

    expect(await axe(checkout.page)).toEqual([]);
    expect(await checkout.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await screenshot(checkout.page, `page-${colorScheme}-${width}`);
  });

  it('has the two lanes side by side where there is room, and under each other where there is none', async () => {
    const checkout = await openCheckout(rig, { viewport: { width: 1440, height: 900 } });
    const topOf = async (name: 'with a key' | 'without a key') =>
      (await checkout.lane(name).boundingBox())?.y;

    expect(await topOf('with a key')).toBe(await topOf('without a key'));
    await checkout.page.setViewportSize({ width: 360, height: 800 });
    expect(await topOf('with a key')).toBeGreaterThan((await topOf('without a key')) ?? 0);
  });

  it('starts anew with another key', async () => {
    const checkout = await openCheckout(rig);
    const key = checkout.lane('with a key').locator('[data-part=key]');
    await payThreeTimes(checkout);
    const [address, keyBefore] = [checkout.page.url(), await key.textContent()];

    await checkout.page.getByRole('button', { name: 'New checkout' }).click();

    await checkout.says('Nobody has been charged yet.');
    expect(checkout.page.url()).not.toBe(address);
    expect(await key.textContent()).not.toBe(keyBefore);
  });

  it('says what is wrong when there is no token', async () => {
    const checkout = await openCheckout(rig);
    await checkout.page.route('**/local/token*', (route) =>
      route.fulfill({ status: 500, json: { message: 'The issuer is broken.' } }),
    );

    await checkout.pay.click();

    await checkout.says('There is no token: The issuer is broken. Nothing was sent.');
  });

  it('says what to do when the server is gone', async () => {
    const checkout = await openCheckout(rig);
    await checkout.page.route('**/local/events*', (route) => route.abort());

    await checkout.page.getByRole('button', { name: 'New checkout' }).click();

    await checkout.says('The local server does not answer. Start it again with npm start');
  });
});
