import * as z from 'zod/mini';
import { orNull, strictBody } from '../http/fields.ts';
import { AMOUNT_MAX } from '../shared/money.ts';
import { type NewRefund, REASONS } from './refund.ts';

const amountText = `Send a whole number of minor units (cents), from 1 to ${AMOUNT_MAX}, or leave it out to refund all that is left.`;

/** `POST /charges/{id}/refunds`. May only ever be loosened. */
export const newRefund = strictBody({
  amount: orNull(z.int(amountText).check(z.gte(1, amountText), z.lte(AMOUNT_MAX, amountText))),
  reason: orNull(z.enum(REASONS, `Send one of ${REASONS.join(', ')}, or leave it out.`)),
}) satisfies z.core.$ZodType<NewRefund>;
