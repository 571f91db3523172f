import * as z from 'zod/mini';
import type { ChargeStatus, toChargeResource } from '../../charges/charge.ts';
import type { OrderStatus, toOrderResource } from '../../orders/order.ts';
import { orderItem } from '../../orders/schema.ts';
import { REASONS, type RefundStatus, type toRefundResource } from '../../refunds/refund.ts';
import { note } from './notes.ts';

const MORE_MAY_COME =
  'All members are always there, `null` where there is nothing. Ignore those that you do not know: more may come.';

const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const currency = z.string().check(z.regex(/^[A-Z]{3}$/));
const amount = z.int().check(z.gte(0));
const texts = z.nullable(z.record(z.string(), z.string()));
const cursor = z.nullable(z.string());

const id = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{52}$`)));
/** A note belongs to one schema: members of one kind that mean different things are copies. */
const shown = <Schema extends z.ZodMiniType>(schema: Schema): Schema => schema.clone() as Schema;

const AT = (what: string) => ({ description: `${what} RFC 3339, UTC.`, format: 'date-time' });

export const failure = z.object({ code: z.string(), message: z.string() });
note(
  failure,
  { id: 'Failure', description: 'Why a charge or a refund failed.' },
  {
    code: 'For programs, such as `insufficient-funds`, `amount-not-supported` or `charge-abandoned`. More may come: treat one that you do not know as a decline.',
    message: 'For the payer.',
  },
);

const CHARGE_STATUSES = ['processing', 'succeeded', 'failed'] as const satisfies readonly ChargeStatus[];

const charge = z.object({
  id: id('ch'),
  object: z.literal('charge'),
  status: z.enum(CHARGE_STATUSES),
  amount: shown(amount),
  amountRefunded: shown(amount),
  currency: shown(currency),
  paymentMethod: z.string(),
  orderId: z.nullable(z.string()),
  description: z.nullable(z.string()),
  metadata: shown(texts),
  failure: z.nullable(failure),
  createdAt: shown(time),
  updatedAt: shown(time),
}) satisfies z.core.$ZodType<ReturnType<typeof toChargeResource>>;
note(
  charge,
  { id: 'Charge', description: `A charge. ${MORE_MAY_COME}` },
  {
    id: 'Follows from tenant and key: repeats of a request always lead to the same charge.',
    object: 'What this is.',
    status:
      '`processing`: no outcome is known yet, money may or may not have moved, and it will be found out. `succeeded` and `failed` are final; a failed charge has moved no money.',
    amount: 'Minor units.',
    amountRefunded: 'Of that, given back. Minor units.',
    currency: 'ISO 4217, upper case.',
    paymentMethod: "The processor's token, as it was sent.",
    orderId: 'The order that it pays.',
    description: 'As it was sent.',
    metadata: 'As it was sent.',
    failure: 'Why it failed.',
    createdAt: AT('When the first request came.'),
    updatedAt: AT('When it last changed.'),
  },
);

const REFUND_STATUSES = ['processing', 'succeeded', 'failed'] as const satisfies readonly RefundStatus[];

const refund = z.object({
  id: id('re'),
  object: z.literal('refund'),
  status: z.enum(REFUND_STATUSES),
  chargeId: id('ch'),
  amount: shown(amount),
  currency: shown(currency),
  reason: z.nullable(z.enum(REASONS)),
  failure: z.nullable(failure),
  createdAt: shown(time),
  updatedAt: shown(time),
}) satisfies z.core.$ZodType<ReturnType<typeof toRefundResource>>;
note(
  refund,
  { id: 'Refund', description: `A refund. ${MORE_MAY_COME}` },
  {
    id: 'Follows from tenant and key.',
    object: 'What this is.',
    status:
      '`processing`: it is being asked for until it ends. `succeeded`: the processor has taken it on; should the money not arrive after all, it becomes `failed`. `failed`: no money moved back.',
    chargeId: 'The charge whose money it is.',
    amount: 'Minor units.',
    currency: 'ISO 4217, upper case.',
    reason: 'As it was sent.',
    failure: 'Why it failed.',
    createdAt: AT('When the first request came.'),
    updatedAt: AT('When it last changed.'),
  },
);

const ORDER_STATUSES = ['placed', 'paying', 'paid', 'canceled'] as const satisfies readonly OrderStatus[];

const order = z.object({
  id: id('ord'),
  object: z.literal('order'),
  status: z.enum(ORDER_STATUSES),
  currency: shown(currency),
  items: z.array(orderItem),
  total: shown(amount),
  customer: z.object({ email: z.string() }),
  metadata: shown(texts),
  chargeId: z.nullable(z.string()),
  createdAt: shown(time),
  updatedAt: shown(time),
}) satisfies z.core.$ZodType<ReturnType<typeof toOrderResource>>;
note(order.shape.customer, {}, { email: 'As it was sent.' });
note(
  order,
  { id: 'Order', description: `An order. ${MORE_MAY_COME}` },
  {
    id: 'Follows from tenant and key.',
    object: 'What this is.',
    status:
      '`placed`: can be charged, replaced and canceled. `paying`: held by the charge in `chargeId` until that ends. `paid` and `canceled` are final.',
    currency: 'ISO 4217, upper case.',
    items: 'Line by line, as they were sent.',
    total: 'What all of it costs: what a charge for it must be. Minor units.',
    customer: 'Who orders.',
    metadata: 'As it was sent.',
    chargeId: 'The charge that pays it or has paid it.',
    createdAt: AT('When it was placed.'),
    updatedAt: AT('When it last changed.'),
  },
);

const NEXT_CURSOR = 'Leads on: send it as `cursor`. `null` on the last page.';

const chargeList = z.object({ data: z.array(charge), nextCursor: shown(cursor) });
note(
  chargeList,
  { id: 'ChargeList', description: 'A page of charges.' },
  { data: 'Newest first.', nextCursor: NEXT_CURSOR },
);

const refundList = z.object({ data: z.array(refund), nextCursor: shown(cursor) });
note(
  refundList,
  { id: 'RefundList', description: 'A page of refunds.' },
  { data: 'Newest first.', nextCursor: NEXT_CURSOR },
);

const orderList = z.object({ data: z.array(order), nextCursor: shown(cursor) });
note(
  orderList,
  { id: 'OrderList', description: 'A page of orders.' },
  { data: 'Newest first.', nextCursor: NEXT_CURSOR },
);
