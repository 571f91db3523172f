import { isDefinitive } from './reply-invariants.ts';
import type { Reply } from './service.ts';
import type { Asked } from './shoppers.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { broken, type Violation } from './violation.ts';

/**
 * Soon after the last fault: whatever had been begun by `begunByMs` has ended. What begins later has time to end.
 */
export const livenessViolations = (
  charges: Iterable<StoredCharge>,
  orders: Iterable<StoredOrder>,
  begunByMs: number,
): Violation[] => {
  const open = [...charges].filter(
    ({ state, createdAtMs }) => state !== 'completed' && createdAtMs <= begunByMs,
  );
  const openIds = new Set(open.map(({ id }) => id));
  return [
    ...open.map(({ id, state }) => broken('every-key-ends', `${id} is still ${state}`)),
    ...[...orders]
      .filter(({ status, payingCharge }) => status === 'paying' && openIds.has(payingCharge ?? ''))
      .map(({ id }) => broken('no-order-keeps-paying', id)),
  ];
};

/** Answers that say for ever that this request is not to be: sent again, they are the same. */
const REFUSALS = new Set([
  'idempotency-key-reused',
  'order-already-paid',
  'order-not-editable',
  'order-amount-mismatch',
  'not-found',
]);

/** Nothing goes wrong any more, and somebody asks once again with a key that was used. */
export const lastReplyViolations = ({ request, name }: Asked, reply: Reply): Violation[] => {
  if (reply !== undefined && (isDefinitive(reply) || REFUSALS.has(reply.json?.code))) return [];
  return [broken('every-key-ends', `${name}, ${request.route}: ${reply?.status} ${reply?.json?.code ?? ''}`)];
};
