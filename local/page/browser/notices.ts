import type { PageState } from './page-state.ts';

/** What is in the way, and what to do about it. The most important first. */
export const noticesOf = (state: PageState): string[] => {
  const { isOnline, isConnected, hello, complaints } = state;
  const notices: string[] = [];
  if (!isOnline)
    notices.push(
      'You are offline. Tap as you like: what cannot be sent now is sent when the network is back.',
    );
  else if (!isConnected)
    notices.push(
      'The local server does not answer. Start it again with `npm start`; this page goes on by itself. Without DATA_DIR it has forgotten everything: then take a new checkout.',
    );
  if (hello !== null && hello.processor !== 'local Stripe')
    notices.push(
      `The processor is ${hello.processor}: the lane without a key stands still, since it charges the local Stripe only. Start with a plain \`npm start\` to see both.`,
    );
  return [...notices, ...Object.values(complaints)];
};
