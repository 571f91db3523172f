import type { RecordEvent } from '../../../local/events/event.ts';

/** What the server says first. */
export const HELLO = { nowMs: 0, functionTimeoutS: 25, settleAfterS: 300, processor: 'local Stripe' };

/** The first attempt at it is under way. */
export const RECORD: RecordEvent = {
  kind: 'record',
  chargeId: 'ch_1',
  state: 'in-progress',
  attempt: 1,
  owner: 'abcd1234',
  leaseExpiresAtMs: 27_000,
  status: 'processing',
  response: null,
  atMs: 0,
};
