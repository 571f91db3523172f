import * as z from 'zod/mini';
import { email, strictBody } from '../../functions/http/fields.ts';
import { idempotentRoute } from '../../functions/http/idempotent-route.ts';
import { idempotentLambda } from '../../functions/http/lambda.ts';
import type { Problem } from '../../functions/http/problem.ts';
import { created } from '../../functions/http/respond.ts';
import type { RouteDependencies } from '../../functions/http/route.ts';
import { inTable, type Operation } from '../../functions/idempotency/index.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import { type Vouchers, vouchersOverHttp } from './vouchers.ts';

interface NewCoupon {
  readonly campaign: string;
  readonly email: string;
}

/** The intent, as it is stored with the claim: all that the effect needs. */
interface Coupon extends NewCoupon {
  readonly id: string;
}

const newCoupon = strictBody({
  campaign: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  email,
}) satisfies z.core.$ZodType<NewCoupon>;

/** No client of ours repeats a request after a week; a month is a wide margin. After it, a key would issue anew. */
const TTL_DAYS = 30;

/** A definitive answer of the example's own: stored and repeated like any other. */
const soldOut = (campaign: string): StoredResponse => ({
  status: 410,
  contentType: 'application/json',
  location: null,
  body: JSON.stringify({ object: 'coupon', campaign, code: null, reason: 'sold-out' }),
});

const couponOperation = (
  idempotencyTable: string,
  vouchers: Vouchers,
): Operation<NewCoupon, Coupon, Problem> => ({
  name: 'coupons.issue',
  home: inTable(idempotencyTable, { ttlDays: TTL_DAYS }),

  intent: ({ campaign, email }, { id }) => ({ id, campaign, email }),

  // Called again after a crash: the voucher is named by the item, so both attempts issue one and the same.
  perform: async ({ id, campaign, email }) => {
    const outcome = await vouchers.issue(id, campaign, email);
    switch (outcome.kind) {
      case 'issued': {
        const coupon = { id, object: 'coupon', code: outcome.code };
        return { kind: 'completed', set: { code: outcome.code }, response: created(coupon, '/coupons') };
      }
      case 'sold-out':
        return { kind: 'completed', set: {}, response: soldOut(campaign) };
      case 'unknown':
        return { kind: 'unknown' };
    }
  },
});

/** `POST /coupons`: issues a coupon once per tenant and idempotency key; every repeat gets the first answer. */
export const issueCoupon = (dependencies: RouteDependencies, idempotencyTable: string, vouchers: Vouchers) =>
  idempotentRoute(dependencies, couponOperation(idempotencyTable, vouchers), newCoupon);

export const handler = idempotentLambda((dependencies, { idempotencyTable }) =>
  issueCoupon(dependencies, idempotencyTable, vouchersOverHttp(process.env.VOUCHER_SERVICE_URL ?? '')),
);
