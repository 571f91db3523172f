import { findCheckout, newCheckoutId } from './checkout.ts';
import { part } from './element.ts';
import { openPage } from './page-state.ts';
import { playStorm } from './play-storm.ts';
import { keepSeen } from './seen.ts';
import { createPage } from './show-page.ts';
import { createStore } from './store.ts';
import { createSwitches } from './switches.ts';
import { openVisit, type Visit } from './visit.ts';

/** For what counts down. */
const TICK_MS = 250;

const switches = createSwitches();
const firstCheckout = findCheckout(location.hash, localStorage, newCheckoutId);
const store = createStore(openPage(firstCheckout, navigator.onLine), createPage());
let storm = new AbortController();
let visit: Visit;

const open = (checkoutId: string): void => {
  history.replaceState(null, '', `#${checkoutId}`);
  visit = openVisit(checkoutId, store);
};
const reopen = (checkoutId: string): void => {
  storm.abort();
  visit.close();
  open(checkoutId);
};
const openNew = (): void => reopen(findCheckout(`#${newCheckoutId()}`, localStorage, newCheckoutId));

part('pay').addEventListener('click', () => void visit.tap(switches.trouble(), switches.isDouble()));
part('new-checkout').addEventListener('click', openNew);
part('storm').addEventListener('click', () => {
  const isRunning = store.now().storm.kind === 'running';
  openNew();
  if (isRunning) return;
  storm = new AbortController();
  part('score-without-key').scrollIntoView({ block: 'nearest' });
  void playStorm(visit, store, storm.signal);
});
window.addEventListener('hashchange', () => {
  const checkoutId = findCheckout(location.hash, localStorage, newCheckoutId);
  if (checkoutId !== store.now().checkoutId) reopen(checkoutId);
});
for (const change of ['online', 'offline'] as const)
  window.addEventListener(change, () => store.change({ kind: 'set', set: { isOnline: navigator.onLine } }));
window.addEventListener('pagehide', () => keepSeen(sessionStorage, store.now()));

open(firstCheckout);
setInterval(store.showSoon, TICK_MS);
