import type { Reply } from './gateway.ts';
import { isDefinitive } from './reply.ts';
import type { Asked } from './shoppers.ts';
import type { StoredCharge, StoredOrder, StoredRefund } from './stored.ts';
import { broken, type Violation } from './violation.ts';

/** Soon after the last fault: whatever had been begun by `begunByMs` has ended. What begins later has time to end. */
export const livenessViolations = (
  charges: Iterable<StoredCharge | StoredRefund>,
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
  'charge-not-refundable',
  'refund-exceeds-charge',
  'not-found',
]);

/** The reason is sent exactly where the amount is not. */
const isItsRefund = ({ path, body }: Asked['request'], made: StoredRefund): boolean => {
  const { amount = made.amount, reason = null } = body as Partial<StoredRefund>;
  return path?.id === made.chargeId && amount === made.amount && reason === made.reason;
};

const IN_CHARGE = ['amount', 'paymentMethod', 'orderId', 'receiptEmail', 'description'] as const;

/** Whether the key has led to something, and this very request has led there. */
const isIts = ({ request }: Asked, made: StoredCharge | StoredRefund | StoredOrder | undefined): boolean => {
  if (made !== undefined && 'isReserved' in made) return isItsRefund(request, made);
  if (made === undefined || !('paymentMethod' in made)) return made !== undefined;
  const asked = request.body as Partial<StoredCharge>;
  return IN_CHARGE.every((member) => made[member] === asked[member]);
};

/**
 * Nothing goes wrong any more, and somebody asks once again with a key that was used.
 *
 * @param made what the key has led to
 */
export const lastReplyViolations = (
  asked: Asked,
  reply: Reply,
  made: StoredCharge | StoredRefund | StoredOrder | undefined,
): Violation[] => {
  const isRefused = REFUSALS.has(reply?.json?.code) && !isIts(asked, made);
  if (reply !== undefined && (isDefinitive(reply) || isRefused)) return [];
  const said = `${reply?.status} ${reply?.json?.code ?? ''}`;
  return [broken('every-key-ends', `${asked.name}, ${asked.request.route}: ${said}`)];
};
