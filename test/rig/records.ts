import {
  type Completed,
  type InProgress,
  LAYOUT_VERSION,
  type Released,
} from '../../functions/idempotency/record.ts';
import { START_MS as NOW_MS } from './held-world.ts';

const base = {
  layoutVersion: LAYOUT_VERSION,
  fingerprint: { version: 1, digest: 'same' },
  attempt: 1,
  createdAtMs: NOW_MS,
  settleAtMs: NOW_MS + 1_000,
};

/** Records of one request in every state, alike but for their owner. */
export const inProgress = (owner: string): InProgress => ({
  ...base,
  owner,
  state: 'in-progress',
  leaseExpiresAtMs: NOW_MS + 500,
});
export const released = (owner: string): Released => ({ ...base, owner, state: 'released' });
export const completed = (owner: string, body = '{}'): Completed => ({
  ...base,
  owner,
  state: 'completed',
  response: { status: 201, contentType: 'application/json', location: null, body },
});
