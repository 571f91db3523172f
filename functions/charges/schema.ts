import * as z from 'zod/mini';
import {
  boundedString,
  currency,
  email,
  freeText,
  metadata,
  noCardNumber,
  orNull,
  strictBody,
} from '../http/fields.ts';
import { AMOUNT_MAX } from '../shared/money.ts';
import type { NewCharge } from './charge.ts';

const amountText = `Send a whole number of minor units (cents), from 1 to ${AMOUNT_MAX}.`;

/** A processor's token has a prefix (`pm_card_visa`); a card number has none and must never get here. */
const paymentMethod = z
  .string('Send a token of your payment processor, such as "pm_card_visa".')
  .check(
    z.regex(
      /^[a-z]{2,10}_[A-Za-z0-9_]{1,240}$/,
      'Send a token of your payment processor, such as "pm_card_visa". Never send a card number.',
    ),
    noCardNumber,
  );

/** `POST /charges`. May only ever be loosened: a request that was accepted once must be accepted when it is repeated. */
export const newCharge = strictBody({
  amount: z.int(amountText).check(z.gte(1, amountText), z.lte(AMOUNT_MAX, amountText)),
  currency,
  paymentMethod,
  orderId: orNull(boundedString(128)),
  receiptEmail: orNull(email),
  description: orNull(freeText(500)),
  metadata: orNull(metadata),
}) satisfies z.core.$ZodType<NewCharge>;
