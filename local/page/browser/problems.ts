/** What a problem says, to somebody who has never seen one. */
const IN_WORDS: Readonly<Record<string, string>> = {
  'request-in-progress': 'somebody is working on it',
  'outcome-unknown': 'nobody knows yet whether the money moved',
  unavailable: 'the processor could not be reached, no money moved',
  'internal-error': 'something broke',
  'card-declined': 'the card was declined',
  'charge-abandoned': 'nobody came back in time, no money moved and none will',
  'order-already-paid': 'the order is paid already',
  'idempotency-key-reused': 'this key belongs to another request',
  offline: 'this browser is offline',
  'no-answer': 'no answer came',
  throttled: 'too many requests at once',
};

/** Why there is no charge in this answer. @param code `null` where the gateway answered, not a function */
export const problemInWords = (code: string | null, status: number | null): string => {
  if (code !== null) return IN_WORDS[code] ?? code.replaceAll('-', ' ');
  if (status === null) return 'the answer was lost';
  if (status === 429) return 'too many requests at once';
  if (status === 401) return 'the token was refused';
  if (status === 504) return 'the function took too long';
  return status >= 500 ? 'something broke' : 'refused';
};
