import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  OURS,
  STOCK,
  STOCK_WITH_EVENT,
  STOCK_WITH_OUTBOX,
  WITHOUT_KEY,
} from '../../bench/counted/contenders.ts';
import type { Counted } from '../../bench/counted/count.ts';
import { counted } from '../../bench/counted/index.ts';
import { OPERATIONS } from '../../bench/counted/operations.ts';
import { find } from '../../bench/counted/tables.ts';
import { unitsUsed } from '../../bench/counted/units.ts';

/** A minute of a busy machine: five rigs are started. */
const COUNTED_WITHIN_MS = 120_000;

let result: readonly Counted[];
beforeAll(async () => {
  result = await counted.measure(() => undefined);
}, COUNTED_WITHIN_MS);

const CHARGED = 'Put Put Update';
const CHARGED_FOR_ORDER = 'Put Get TransactWrite Update';
const REFUNDED = CHARGED_FOR_ORDER;
const REFUSED = '(Put)';

/** Calls, a refused one in brackets; write units of items, byTenant, byDueAt, byCharge, refused writes; read units; stream records. */
type Expected = readonly [string, string, string, number, number, number, number, number, number, number];

const EXPECTED: readonly Expected[] = [
  ['first charge', OURS, 'Put Update', 3, 1, 2, 0, 0, 0, 2],
  ['first charge', STOCK, CHARGED, 3, 1, 0, 0, 0, 0, 1],
  ['first charge', STOCK_WITH_EVENT, 'Put Put Put Update', 4, 1, 0, 0, 0, 0, 2],
  ['first charge', STOCK_WITH_OUTBOX, 'Put TransactWrite Update', 6, 1, 0, 0, 0, 0, 2],
  ['first charge', WITHOUT_KEY, 'Put', 1, 1, 0, 0, 0, 0, 1],
  ['first order', OURS, 'Put', 2, 1, 0, 0, 0, 0, 0],
  ['first order', STOCK, CHARGED, 3, 1, 0, 0, 0, 0, 0],
  ['first order', STOCK_WITH_EVENT, 'Put Put Put Update', 4, 1, 0, 0, 0, 0, 1],
  ['first order', STOCK_WITH_OUTBOX, 'Put TransactWrite Update', 6, 1, 0, 0, 0, 0, 1],
  ['first order', WITHOUT_KEY, 'Put', 1, 1, 0, 0, 0, 0, 0],
  ['charge of an order', OURS, 'TransactWrite TransactWrite', 14, 1, 2, 0, 0, 0, 2],
  ['charge of an order', STOCK, CHARGED_FOR_ORDER, 6, 1, 0, 0, 0, 1, 1],
  ['charge of an order', STOCK_WITH_EVENT, CHARGED_FOR_ORDER, 8, 1, 0, 0, 0, 1, 2],
  ['charge of an order', STOCK_WITH_OUTBOX, CHARGED_FOR_ORDER, 8, 1, 0, 0, 0, 1, 2],
  ['charge of an order', WITHOUT_KEY, 'Get TransactWrite', 4, 1, 0, 0, 0, 1, 1],
  ['refund', OURS, 'Get TransactWrite TransactWrite', 16, 0, 2, 1, 0, 1, 4],
  ['refund', STOCK, REFUNDED, 6, 0, 0, 1, 0, 1, 2],
  ['refund', STOCK_WITH_EVENT, REFUNDED, 8, 0, 0, 1, 0, 1, 3],
  ['refund', STOCK_WITH_OUTBOX, REFUNDED, 8, 0, 0, 1, 0, 1, 3],
  ['refund', WITHOUT_KEY, 'Get TransactWrite', 4, 0, 0, 1, 0, 1, 2],
  ['takeover', OURS, `${REFUSED} Update Update`, 4, 0, 1, 0, 1, 0, 2],
  ['takeover', STOCK, CHARGED, 3, 1, 0, 0, 0, 0, 1],
  ['takeover', STOCK_WITH_EVENT, 'Put Put Put Update', 4, 1, 0, 0, 0, 0, 2],
  ['takeover', STOCK_WITH_OUTBOX, 'Put TransactWrite Update', 6, 1, 0, 0, 0, 0, 2],
  ['replay of a charge', OURS, REFUSED, 0, 0, 0, 0, 2, 0, 0],
  ['replay of a charge', STOCK, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['replay of a charge', STOCK_WITH_EVENT, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['replay of a charge', STOCK_WITH_OUTBOX, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['replay of an order', OURS, REFUSED, 0, 0, 0, 0, 2, 0, 0],
  ['replay of an order', STOCK, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['replay of an order', STOCK_WITH_EVENT, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['replay of an order', STOCK_WITH_OUTBOX, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['conflict', OURS, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['conflict', STOCK, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['conflict', STOCK_WITH_EVENT, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['conflict', STOCK_WITH_OUTBOX, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['mismatch', OURS, REFUSED, 0, 0, 0, 0, 2, 0, 0],
  ['mismatch', STOCK, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['mismatch', STOCK_WITH_EVENT, REFUSED, 0, 0, 0, 0, 1, 0, 0],
  ['mismatch', STOCK_WITH_OUTBOX, REFUSED, 0, 0, 0, 0, 1, 0, 0],
];

const seen = (operation: string, contender: string): Counted => {
  const found = find(result, operation, contender);
  if (found === undefined) throw new Error(`not counted: ${operation} by ${contender}`);
  return found;
};

const asExpected = (each: Counted): Expected => {
  const calls = each.calls.map(({ name, isRefused }) => (isRefused ? `(${name})` : name)).join(' ');
  const { items, byTenant, byDueAt, byCharge, refused, reads } = unitsUsed(each);
  const units = [items, byTenant, byDueAt, byCharge, refused, reads] as const;
  return [each.operation, each.contender, calls, ...units, each.streamRecords];
};

describe('what an operation takes of DynamoDB', () => {
  it.each(EXPECTED)('%s by %s: %s', (...expected) => {
    expect(asExpected(seen(expected[0], expected[1]))).toEqual(expected);
  });

  it('is counted for each operation by each contender that has it, and all of it is in the sums', () => {
    const names = (of: readonly (readonly [string, string, ...unknown[]])[]) =>
      of.map(([operation, contender]) => `${operation} by ${contender}`).sort();
    expect(names(result.map(asExpected))).toEqual(names(EXPECTED));
    for (const each of result) {
      const { items, byTenant, byDueAt, byCharge, refused, writes } = unitsUsed(each);
      expect(items + byTenant + byDueAt + byCharge + refused).toBe(writes);
    }
  });

  it.each([
    ['first charge', 2],
    ['first order', 1],
    ['replay of a charge', 1],
    ['replay of an order', 1],
  ])('%s: as many calls as are promised, %i', (operation, calls) => {
    const target = counted.targets(result).find(({ what }) => what.endsWith(`, ${operation}`));
    expect(target).toMatchObject({ measured: calls, atMost: calls });
  });

  it.each(OPERATIONS.map(({ name }) => name))('%s: no more calls than the default layer', (operation) => {
    const { length } = seen(operation, OURS).calls;
    expect(length).toBeLessThanOrEqual(seen(operation, STOCK).calls.length);
  });
});

describe('the tables of what was counted', () => {
  const table = (name: string) => counted.tables(result).find((each) => each.name === name);

  it('have no figure where a request without a key cannot be repeated', () => {
    expect(table('counted-calls')?.rows).toEqual(
      expect.arrayContaining([
        ['first charge', 2, 3, 4, 3, 1],
        ['takeover', 3, 3, 4, 3, '–'],
      ]),
    );
  });

  it('set the write units against those of the default layer', () => {
    expect(table('counted-units')?.rows).toEqual(
      expect.arrayContaining([
        ['first charge', OURS, 3, 1, 2, 0, 0, 6, 1.5, 0, 2],
        ['first order', OURS, 2, 1, 0, 0, 0, 3, 0.75, 0, 0],
      ]),
    );
  });

  it('show contenders in one row that have the same figures', () => {
    const rows = table('counted-units')?.rows.filter(([operation]) => operation === 'conflict');
    const all = [OURS, STOCK, STOCK_WITH_EVENT, STOCK_WITH_OUTBOX].join('; ');
    expect(rows).toEqual([['conflict', all, 0, 0, 0, 0, 1, 1, 1, 0, 0]]);
  });
});
