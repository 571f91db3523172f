import { describe, expect, it } from '@jest/globals';
import { chargedIn, checkoutOf, openCheckout, PATIENCE } from './page-checkout.ts';
import { useBrowser } from './rig/browser.ts';
import { screenshot } from './rig/screenshot.ts';

const rig = useBrowser();

const TWICE_AND_ONCE =
  'The customer was charged twice without a key, 50 euros in total, and once with a key, 25 euros.';

/** Both lanes' next request takes so long at the processor. */
const slowDown = async (ms: number): Promise<void> => {
  for (const operation of ['charges.create', 'local.charge-without-key']) {
    const body = JSON.stringify({ fault: 'slow-processor', ms, operation });
    await fetch(`${rig.local.url}/local/faults`, { method: 'POST', body });
  }
};

describe('somebody who pays', () => {
  it('with a double click is charged twice without a key and once with one', async () => {
    const checkout = await openCheckout(rig);

    await checkout.pay.dblclick();

    await checkout.says(TWICE_AND_ONCE);
    expect(await chargedIn(rig, checkout)).toEqual({ withoutKey: 2, withKey: 1 });
  });

  it('by keyboard taps with Enter and with Space', async () => {
    const checkout = await openCheckout(rig);

    await checkout.pay.press('Enter');
    await checkout.pay.press('Space');

    await checkout.says(TWICE_AND_ONCE);
  });

  it('and never hears the answer is charged again without a key, and gets the first answer with one', async () => {
    const checkout = await openCheckout(rig);

    await checkout.letGoWrong('The answer is lost');
    await checkout.pay.click();

    await checkout.says(TWICE_AND_ONCE);
    await checkout.lane('with a key').getByText('the first answer, replayed').waitFor(PATIENCE);
    expect(await chargedIn(rig, checkout)).toEqual({ withoutKey: 2, withKey: 1 });
  });

  it('while the function crashes after the money moved waits for the lease, and is charged once with a key', async () => {
    const checkout = await openCheckout(rig);
    const keyed = checkout.lane('with a key');

    await checkout.letGoWrong('Crash after the money moved');
    await checkout.pay.click();

    await keyed.getByText('Its function has crashed. Did the money move?').waitFor(PATIENCE);
    await keyed.getByText('Everybody waits for the lease of a dead function').waitFor(PATIENCE);
    await screenshot(checkout.page, 'page-in-mid-crash');
    await keyed.getByText('Taken over by attempt 2').waitFor(PATIENCE);
    await keyed.getByText('Done. Every further tap gets this same answer, for ever.').waitFor(PATIENCE);
    await checkout.says(TWICE_AND_ONCE);
    expect(await chargedIn(rig, checkout)).toEqual({ withoutKey: 2, withKey: 1 });
  });

  it('and reloads in mid-payment is asked for by the page with the same key; without one it does nothing', async () => {
    const checkout = await openCheckout(rig);
    await slowDown(1_500);
    await checkout.pay.click();
    for (const name of ['with a key', 'without a key'] as const)
      await checkout.lane(name).getByText('Request 1').waitFor(PATIENCE);

    await checkout.page.reload();

    await checkout.lane('with a key').getByText('asks again by itself, with the same key').waitFor(PATIENCE);
    await checkout.lane('without a key').getByText('cannot ask what became of it').waitFor(PATIENCE);
    await checkout.lane('with a key').getByText('The customer sees: “Paid. Thank you!”').waitFor(PATIENCE);
    await checkout.says('once with a key, 25 euros.');
    expect((await chargedIn(rig, checkout)).withKey).toBe(1);
  });

  it('in a second tab pays the same checkout', async () => {
    const first = await openCheckout(rig);
    const second = checkoutOf(await first.page.context().newPage());
    await second.page.goto(first.page.url());

    await Promise.all([first.pay.click(), second.pay.click()]);

    for (const checkout of [first, second]) await checkout.says(TWICE_AND_ONCE);
    expect(await chargedIn(rig, first)).toEqual({ withoutKey: 2, withKey: 1 });
  });

  it('offline is told so, and is charged when the network is back', async () => {
    const checkout = await openCheckout(rig);
    const context = checkout.page.context();
    await context.setOffline(true);

    await checkout.pay.click();
    await checkout.says('You are offline.');
    await checkout.lane('with a key').getByText('One tap waits for the network.').waitFor(PATIENCE);
    expect(await chargedIn(rig, checkout)).toEqual({ withoutKey: 0, withKey: 0 });
    await context.setOffline(false);

    await checkout.says('charged once without a key, 25 euros, and once with a key, 25 euros.');
    expect(await chargedIn(rig, checkout)).toEqual({ withoutKey: 1, withKey: 1 });
  });

  it('fifty times in a storm is charged once with a key', async () => {
    const checkout = await openCheckout(rig);

    await checkout.page.getByRole('button', { name: 'Run the storm' }).click();
    await checkout.page.getByText('The storm is over: 50 taps on one mug.').waitFor({ timeout: 90_000 });

    await screenshot(checkout.page, 'page-after-the-storm');
    const { withoutKey, withKey } = await chargedIn(rig, checkout);
    expect(withKey).toBe(1);
    expect(withoutKey).toBeGreaterThanOrEqual(50);
  }, 120_000);
});
