import { type Problem, problem } from '../http/problem.ts';
import type { Order } from './order.ts';

/** While a charge holds the order: most take about this long. */
const PAYING_RETRY_AFTER_S = 1;

export const noSuchOrder: Problem = problem('not-found', 'There is no order with this id.');

/** Why an order cannot be charged, replaced or canceled; `undefined` while it is `placed`. */
export const refusalOf = (order: Order): Problem | undefined => {
  switch (order.status) {
    case 'placed':
      return undefined;
    case 'paying':
      return problem(
        'order-payment-in-progress',
        `The charge ${order.payingCharge} is paying this order. Wait for its end: read it, or repeat this request.`,
        { members: { chargeId: order.payingCharge ?? null }, retryAfterS: PAYING_RETRY_AFTER_S },
      );
    case 'paid':
      return problem('order-already-paid', `The charge ${order.chargeId} has paid this order.`, {
        members: { chargeId: order.chargeId },
      });
    case 'canceled':
      return problem('order-not-editable', 'This order was canceled. Place a new one.');
  }
};
