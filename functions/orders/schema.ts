import * as z from 'zod/mini';
import { currency, email, freeText, metadata, orNull, strictBody } from '../http/fields.ts';
import { AMOUNT_MAX } from '../shared/money.ts';
import { type OrderContent, type OrderItem, totalOf } from './order.ts';

const ITEMS_MAX = 100;
const QUANTITY_MAX = 9_999;

const quantityText = `Send a whole number from 1 to ${QUANTITY_MAX}.`;
const unitAmountText = `Send a whole number of minor units (cents), from 0 to ${AMOUNT_MAX}.`;
const itemsText = `Send 1 to ${ITEMS_MAX} items.`;
const totalText = `The items add up to less than 1 or more than ${AMOUNT_MAX} minor units.`;

/** One line of an order. */
export const orderItem = strictBody({
  sku: freeText(100),
  quantity: z.int(quantityText).check(z.gte(1, quantityText), z.lte(QUANTITY_MAX, quantityText)),
  // A free item is an item: only the total must be something that can be charged.
  unitAmount: z.int(unitAmountText).check(
    z.gte(0, unitAmountText),
    z.lte(AMOUNT_MAX, unitAmountText),
    // JSON has a negative zero and DynamoDB has none: what is stored must equal what was sent.
    z.refine((unitAmount) => !Object.is(unitAmount, -0), unitAmountText),
  ),
});

/** Whether an item has a say in the total: one that is wrong by itself is told so, once. */
const isCountable = ({ quantity, unitAmount }: OrderItem): boolean =>
  quantity >= 1 && quantity <= QUANTITY_MAX && unitAmount >= 0 && unitAmount <= AMOUNT_MAX;

const items = z.array(orderItem, itemsText).check(
  z.minLength(1, itemsText),
  z.maxLength(ITEMS_MAX, itemsText),
  z.refine((all) => !all.every(isCountable) || (totalOf(all) >= 1 && totalOf(all) <= AMOUNT_MAX), totalText),
);

/** `POST /orders` and `PUT /orders/{id}`: may only ever be loosened, so that what was accepted can be repeated. */
export const orderContent = strictBody({
  currency,
  items,
  customer: strictBody({ email }),
  metadata: orNull(metadata),
}) satisfies z.core.$ZodType<OrderContent>;
