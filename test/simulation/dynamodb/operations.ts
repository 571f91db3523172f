import fc from 'fast-check';
import type { Operation } from './operation.ts';
import { grammar, strangeCharges } from './raw-operations.ts';
import { refundSteps } from './refund-operations.ts';
import { stock } from './stock-operations.ts';

const TENANTS = ['acme', 'ümlaut'] as const;
/** Of two shards. */
const CHARGES = ['ch_10', 'ch_11', 'ch_20'] as const;
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

const ordersAlongside = (count: number) =>
  fc.uniqueArray(fc.record({ act: fc.constantFrom('hold', 'hold', 'pay', 'free'), orderId, amount }), {
    minLength: count,
    maxLength: count,
    selector: (each) => each.orderId,
  });
const alongside = fc.oneof(
  { weight: 3, arbitrary: ordersAlongside(0) },
  { weight: 2, arbitrary: ordersAlongside(1) },
  { weight: 2, arbitrary: ordersAlongside(2) },
);

const place = fc.record({ kind: fc.constant('place'), tenant, orderId, amount, metadata, offsetMs });
const claim = fc.record({
  kind: fc.constant('claim'),
  tenant,
  chargeId,
  record,
  alongside,
  amount,
  offsetMs,
});
const move = fc.record({
  kind: fc.constant('move'),
  tenant,
  chargeId,
  expected: fc.option(record, { nil: undefined, freq: 1 }),
  record,
  alongside,
  amount,
  offsetMs,
});
const end = fc.record({
  kind: fc.constant('end'),
  tenant,
  orderId,
  act: fc.constantFrom('pay', 'free'),
  record,
  amount,
  offsetMs,
});
const change = fc.record({
  kind: fc.constant('change'),
  tenant,
  orderId,
  amount,
  metadata,
  offsetMs,
  copies: fc.constantFrom(1, 2),
});
const redact = fc.record({
  kind: fc.constant('redact'),
  what: fc.constantFrom('charge', 'order'),
  tenant,
  chargeId,
  orderId,
  isSeenAsItIs: fc.constantFrom(true, true, false),
  offsetMs,
});
const due = fc.record({ kind: fc.constant('due'), offsetMs, limit: fc.integer({ min: 1, max: 3 }) });
const list = fc.record({
  kind: fc.constant('list'),
  table: fc.constantFrom('charges', 'orders'),
  tenant,
  limit: fc.integer({ min: 1, max: 3 }),
  after: fc.option(fc.record({ offsetMs, chargeId }), { nil: undefined, freq: 1 }),
});
const readPage = fc.record({
  kind: fc.constant('read-page'),
  tenant,
  ids: fc.uniqueArray(chargeId, { minLength: 1 }),
});
const enter = fc.record({
  kind: fc.constant('enter'),
  chargeId,
  amount,
  offsetMs,
  forgottenOffsetMs: offsetMs,
});

/**
 * What may be done to the tables: everything that production does, with other people's owners and states as well, what
 * the stock layer does, and what only shows that the grammar is understood. What makes items comes oftener than what
 * looks at them, and the sixteen queries of a look for due items seldom.
 */
export const operation = fc.oneof(
  { weight: 4, arbitrary: place },
  { weight: 5, arbitrary: claim },
  { weight: 5, arbitrary: move },
  { weight: 4, arbitrary: end },
  { weight: 2, arbitrary: change },
  { weight: 6, arbitrary: refundSteps(CHARGES, TENANTS) },
  { weight: 3, arbitrary: redact },
  { weight: 1, arbitrary: due },
  { weight: 5, arbitrary: list },
  { weight: 2, arbitrary: readPage },
  { weight: 2, arbitrary: enter },
  { weight: 3, arbitrary: strangeCharges(CHARGES, TENANTS) },
  { weight: 8, arbitrary: grammar },
  { weight: 4, arbitrary: stock },
) as fc.Arbitrary<Operation>;
