import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { isPersonal } from './goods.ts';
import { brokenIn } from './hand-made.ts';
import { type Item, redactedItem } from './redacted.ts';
import {
  completionViolations,
  lastRedactionViolations,
  redactedItemViolations,
  redactedReplyViolations,
  redactionWriteViolations,
  reportViolations,
} from './redaction-invariants.ts';

const text = (S: string): AttributeValue => ({ S });
const NOTHING: AttributeValue = { NULL: true };
const AT: AttributeValue = { N: '7' };

const recordOf = (body: object, state = 'completed'): AttributeValue => ({
  M: {
    state: text(state),
    owner: text('one'),
    fingerprint: { M: { digest: text('abc') } },
    ...(state === 'completed' && {
      response: { M: { status: { N: '201' }, body: text(JSON.stringify(body)) } },
    }),
  },
});
const SAID = { description: 'Two mugs for Lovelace', metadata: { name: 'Lovelace' } };
const CHARGE: Item = {
  pk: text('4:acme#ch_1'),
  id: text('ch_1'),
  status: text('succeeded'),
  amount: { N: '2500' },
  receiptEmail: text('ada@example.com'),
  description: text(SAID.description),
  metadata: { M: { name: text('Lovelace') } },
  record: recordOf({ object: 'charge', id: 'ch_1', ...SAID, amount: 2500 }),
};
const ORDER: Item = {
  pk: text('4:acme#ord_1'),
  id: text('ord_1'),
  status: text('placed'),
  customer: { M: { email: text('ada@example.com') } },
  metadata: NOTHING,
  version: { N: '1' },
  record: recordOf({ object: 'order', id: 'ord_1', customer: { email: 'ada@example.com' } }),
};
const LEFT_OF_CHARGE: Item = {
  ...CHARGE,
  receiptEmail: NOTHING,
  description: NOTHING,
  metadata: NOTHING,
  record: recordOf({ object: 'charge', id: 'ch_1', description: null, metadata: null, amount: 2500 }),
  redactedAtMs: AT,
};
const LEFT_OF_ORDER: Item = {
  ...ORDER,
  customer: { M: { email: text('redacted@redacted.invalid') } },
  version: { N: '2' },
  record: recordOf({
    object: 'order',
    id: 'ord_1',
    customer: { email: 'redacted@redacted.invalid' },
    metadata: null,
  }),
  redactedAtMs: AT,
};
const withRecord = (item: Item, changed: Record<string, AttributeValue>): Item => ({
  ...item,
  record: { M: { ...item.record?.M, ...changed } },
});

describe('a redaction', () => {
  it('takes out what speaks of a person, counts as a change of an order, and may be repeated', () => {
    expect(redactionWriteViolations(CHARGE, LEFT_OF_CHARGE, true)).toEqual([]);
    expect(redactionWriteViolations(ORDER, LEFT_OF_ORDER, true)).toEqual([]);
    expect(redactionWriteViolations(LEFT_OF_CHARGE, LEFT_OF_CHARGE, true)).toEqual([]);
    expect([CHARGE, ORDER].map((item) => isPersonal(JSON.stringify(redactedItem(item, AT))))).toEqual([
      false,
      false,
    ]);
  });

  const OPEN = withRecord(CHARGE, { state: text('in-progress') });
  it.each<[string, Item | undefined, Item | undefined, boolean]>([
    ['deletes', CHARGE, undefined, true],
    ['makes something', undefined, LEFT_OF_CHARGE, true],
    ['takes somebody else’s', CHARGE, LEFT_OF_CHARGE, false],
    ['takes an open charge', OPEN, redactedItem(OPEN, AT), true],
    ['takes an order that is being paid', { ...ORDER, status: text('paying') }, LEFT_OF_ORDER, true],
    ['opens what has ended', CHARGE, withRecord(LEFT_OF_CHARGE, { state: text('in-progress') }), true],
    ['drops the fingerprint', CHARGE, withRecord(LEFT_OF_CHARGE, { fingerprint: NOTHING }), true],
    ['forgets the stored reply', CHARGE, { ...LEFT_OF_CHARGE, record: CHARGE.record as never }, true],
    ['changes an amount', CHARGE, { ...LEFT_OF_CHARGE, amount: { N: '1' } }, true],
    ['leaves the address', CHARGE, { ...LEFT_OF_CHARGE, receiptEmail: text('ada@example.com') }, true],
    ['does not count as a change', ORDER, { ...LEFT_OF_ORDER, version: { N: '1' } }, true],
  ])('breaks "redaction-leaves-the-rest" when it %s', (_, before, after, isAskedFor) => {
    expect(brokenIn(redactionWriteViolations(before, after, isAskedFor))).toContain(
      'redaction-leaves-the-rest',
    );
  });

  it('is true when it says "redacted" of what says nothing of anybody', () => {
    expect(reportViolations('ch_1', LEFT_OF_CHARGE, false)).toEqual([]);
    // Redacted before: a PUT may have named somebody anew since then.
    expect(reportViolations('ord_1', ORDER, true)).toEqual([]);
    expect(brokenIn(reportViolations('ch_1', CHARGE, false))).toEqual(['redaction-is-true']);
    expect(brokenIn(reportViolations('ch_1', undefined, false))).toEqual(['redaction-is-true']);
  });

  it('leaves nothing when it says so, and says so in the end', () => {
    expect(completionViolations([])).toEqual([]);
    expect(brokenIn(completionViolations(['ch_1']))).toEqual(['redaction-finds-all']);
    expect(lastRedactionViolations('one', true)).toEqual([]);
    expect(brokenIn(lastRedactionViolations('one', false))).toEqual(['every-redaction-ends']);
    expect(brokenIn(lastRedactionViolations('one', undefined))).toEqual(['every-redaction-ends']);
  });
});

describe('what was redacted', () => {
  const renamed: Item = { ...LEFT_OF_ORDER, customer: { M: { email: text('carl@example.com') } } };

  it('says nothing of anybody, unless a PUT says whose order it is now', () => {
    expect(redactedItemViolations(LEFT_OF_CHARGE, false)).toEqual([]);
    expect(redactedItemViolations(renamed, true)).toEqual([]);
    expect(brokenIn(redactedItemViolations(renamed, false))).toEqual(['redaction-is-true']);
    const restored = { ...renamed, record: ORDER.record as AttributeValue };
    expect(brokenIn(redactedItemViolations(restored, true))).toEqual(['redaction-is-true']);
    expect(brokenIn(redactedItemViolations({ ...LEFT_OF_CHARGE, ...CHARGE }, false))).toEqual([
      'redaction-is-true',
    ]);
  });

  it('is not told in a reply', () => {
    const reply = (json: object) => ({ status: 201, headers: {}, json, text: JSON.stringify(json) });
    expect(redactedReplyViolations('ch_1', reply({ description: null }))).toEqual([]);
    expect(brokenIn(redactedReplyViolations('ch_1', reply(SAID)))).toEqual(['redaction-is-true']);
  });
});
