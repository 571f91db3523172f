import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { LedgerEntry } from '../../local/stripe/index.ts';
import { WITHOUT_KEY_PREFIX } from '../../local/without-key/names.ts';
import type { BrowserRig } from './rig/browser.ts';

/** Chromium's own note of an answer of 400 and more, or of none: half of the story is about those. */
const PROVOKED = [/^Failed to load resource/];

/** A lease of five seconds, a retry's longest pause, and a machine that has other things to do. */
export const PATIENCE = { timeout: 20_000 } as const;

/** The page as somebody uses it who wants a mug. */
export interface Checkout {
  readonly page: Page;
  readonly pay: Locator;
  /** One of the two time lines with what stands above it. */
  lane(name: 'with a key' | 'without a key'): Locator;
  /** Waits until the page says it. */
  says(sentence: string): Promise<void>;
  letGoWrong(trouble: string): Promise<void>;
}

export const checkoutOf = (page: Page): Checkout => ({
  page,
  pay: page.getByRole('button', { name: /^Pay / }),
  lane: (name) => page.getByRole('region', { name: `What happens ${name}` }),
  says: (sentence) => page.getByText(sentence).first().waitFor(PATIENCE),
  letGoWrong: (trouble) => page.getByLabel(trouble, { exact: true }).check(),
});

export const openCheckout = async (rig: BrowserRig, options?: BrowserContextOptions): Promise<Checkout> =>
  checkoutOf(await rig.open('/', { consoleErrors: PROVOKED, ...options }));

/** How often the processor's ledger has charged this checkout's customer, in each lane. */
export const chargedIn = async (rig: BrowserRig, { page }: Checkout) => {
  const tenant = new URL(page.url()).hash.slice(1);
  const answer = await fetch(`${rig.local.url}/local/processor?tenant=${tenant}`);
  const ledger = ((await answer.json()) as LedgerEntry[]).filter(({ status }) => status === 'succeeded');
  const withoutKey = ledger.filter(({ chargeId }) => chargeId.startsWith(WITHOUT_KEY_PREFIX)).length;
  return { withoutKey, withKey: ledger.length - withoutKey };
};
