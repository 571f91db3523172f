import { expectEqual } from '../expect.ts';
import { isReplayed, problemCode } from './caller.ts';
import type { Walk } from './walk.ts';

/** A refused card is an answer like any other: it is stored, and it is replayed. */
export const walkADecline = async ({ caller }: Walk): Promise<string> => {
  const body = { amount: 700, currency: 'EUR', paymentMethod: 'pm_card_chargeDeclined' };
  const first = await caller.post('/charges', 'declined-1', body);
  expectEqual(first.status, 402, 'a card that is declined');
  expectEqual(problemCode(first), 'card-declined', 'the problem');

  const again = await caller.post('/charges', 'declined-1', body);
  expectEqual(again.status, 402, 'the same again');
  expectEqual(isReplayed(again), true, 'Idempotent-Replayed');
  expectEqual(again.body, first.body, 'the bytes of the same again');
  return '402 card-declined, then the same bytes replayed';
};
