import fc from 'fast-check';

const TENANTS = ['acme', 'ümlaut'] as const;
/** Of two shards, two ids each. */
const CHARGES = ['ch_10', 'ch_11', 'ch_20', 'ch_21'] as const;
const ORDERS = ['ord_1', 'ord_2'] as const;
const OWNERS = ['one', 'two'] as const;
const STATES = ['in-progress', 'released', 'completed'] as const;

const tenant = fc.constantFrom(...TENANTS);
const chargeId = fc.constantFrom(...CHARGES);
const orderId = fc.constantFrom(...ORDERS);
/** Few moments, so that they meet. */
const offsetMs = fc.integer({ min: 0, max: 4 });
const amount = fc.constantFrom(100, 200);
const record = fc.record({ owner: fc.constantFrom(...OWNERS), state: fc.constantFrom(...STATES) });
const metadata = fc.constantFrom(null, {}, { b: '2', a: '1' }, { constructor: 'plain', 'ä.#:': '' });

const alongside = fc.uniqueArray(
  fc.record({ act: fc.constantFrom('hold', 'pay', 'free'), orderId, amount }),
  { maxLength: 2, selector: (each) => each.orderId },
);

/** What may be done to the tables: everything that production does, with other people's owners and states as well. */
export const operation = fc.oneof(
  fc.record({ kind: fc.constant('place'), tenant, orderId, amount, metadata, offsetMs }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('claim'),
      tenant,
      chargeId,
      record,
      alongside,
      amount,
      offsetMs,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move'),
      tenant,
      chargeId,
      expected: record,
      record,
      alongside,
      amount,
      offsetMs,
    }),
  },
  fc.record({
    kind: fc.constant('change'),
    tenant,
    orderId,
    amount,
    metadata,
    offsetMs,
    copies: fc.constantFrom(1, 2),
  }),
  fc.record({ kind: fc.constant('due'), offsetMs, limit: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('list'),
    table: fc.constantFrom('charges', 'orders'),
    tenant,
    limit: fc.integer({ min: 1, max: 3 }),
    after: fc.option(fc.record({ offsetMs, chargeId }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('read-page'), tenant, ids: fc.uniqueArray(chargeId, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('enter'), chargeId, amount, offsetMs, forgottenOffsetMs: offsetMs }),
) as fc.Arbitrary<Operation>;

interface Written {
  readonly owner: (typeof OWNERS)[number];
  readonly state: (typeof STATES)[number];
}

export interface AlongsideOrder {
  readonly act: 'hold' | 'pay' | 'free';
  readonly orderId: string;
  readonly amount: number;
}

interface OfCharge {
  readonly tenant: string;
  readonly chargeId: string;
  readonly record: Written;
  readonly alongside: readonly AlongsideOrder[];
  readonly amount: number;
  readonly offsetMs: number;
}

interface OfOrder {
  readonly tenant: string;
  readonly orderId: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly offsetMs: number;
}

export type Operation =
  | (OfOrder & { readonly kind: 'place' })
  | (OfOrder & { readonly kind: 'change'; readonly copies: number })
  | (OfCharge & { readonly kind: 'claim' })
  | (OfCharge & { readonly kind: 'move'; readonly expected: Written })
  | { readonly kind: 'due'; readonly offsetMs: number; readonly limit: number }
  | {
      readonly kind: 'list';
      readonly table: 'charges' | 'orders';
      readonly tenant: string;
      readonly limit: number;
      readonly after: { readonly offsetMs: number; readonly chargeId: string } | undefined;
    }
  | { readonly kind: 'read-page'; readonly tenant: string; readonly ids: readonly string[] }
  | {
      readonly kind: 'enter';
      readonly chargeId: string;
      readonly amount: number;
      readonly offsetMs: number;
      readonly forgottenOffsetMs: number;
    };
