/**
 * Mutants that show in so few worlds that the test of every run has no time for them: only `npm run simulate:mutants`
 * looks for these. A name belongs here when its first seed there is above 30.
 */
export const RARE: ReadonlySet<string> = new Set([
  'the lease of a first claim has no length',
  'the lease of a takeover has no length',
  'every takeover makes the charge young again',
  'who loses the race for abandoning answers for itself',
  'no write looks at the owner',
  'no write looks at the state',
  'a release is not fenced',
  'executing again takes whatever is there',
  'abandoning overwrites whatever is there',
  'anybody may release an open charge',
  'a released charge is executed again, whoever released it',
  'a takeover takes an open charge from anybody',
  'a takeover releases',
  'who was fenced out frees the order while the other one still pays',
  'a completion that the store does not answer counts as stored',
  'a completion or release that the store does not answer says that nothing happened',
  'a key is trusted for ever',
  'a key in use at the processor is read as a decline',
  'cancel looks, and burns nothing',
  'a charge takes an order of another currency',
]);
