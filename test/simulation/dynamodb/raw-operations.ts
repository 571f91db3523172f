import { type DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { tableKey } from '../../../functions/shared/ids.ts';
import type { FreshTables } from '../../engine/tables.ts';
import { START_MS } from '../../rig/held-world.ts';
import { condition, type Expression, update } from './expressions.ts';

/**
 * A command as it stands: the grammar with other attributes than production's, and items that production would not
 * have left. What production's own commands make of the first cannot tell everything apart: they never meet a missing
 * attribute or one of another type where they compare.
 */
export interface Raw {
  readonly table: keyof FreshTables['tables'];
  readonly pk?: string;
  /** A whole item instead of an update. */
  readonly item?: Readonly<Record<string, unknown>>;
  readonly update?: Expression;
  readonly query?: { readonly shard: string; readonly nowMs: number; readonly limit: number };
  readonly condition?: Expression | undefined;
  readonly shown?: 'ALL_OLD' | 'NONE' | undefined;
}

/** Several, one after another: each is one call, and only what comes together soon meets. */
export interface Several {
  readonly kind: 'several';
  readonly all: readonly Raw[];
}

const shown = fc.constantFrom('ALL_OLD' as const, 'NONE' as const, undefined);
const pk = fc.constantFrom('1', '2');
const perhapsCondition = fc.option(condition, { nil: undefined, freq: 8 });

const grammarUpdate: fc.Arbitrary<Raw> = fc.record({
  table: fc.constant('idempotency'),
  pk,
  update,
  condition: perhapsCondition,
  shown,
});

/** Unconditional for the most part: it takes the place of what was there. */
const grammarPut: fc.Arbitrary<Raw> = fc.record({
  table: fc.constant('idempotency'),
  pk,
  item: fc.record({ n1: fc.constantFrom(9, 10), s1: fc.constantFrom('9', '10') }, { requiredKeys: [] }),
  condition: fc.option(condition, { nil: undefined, freq: 2 }),
  shown,
});

/** Charges that are in an index by a part of its keys, and whose keys sort otherwise as text, or in UTF-16. */
const strangeCharge = (chargeIds: readonly string[], tenants: readonly string[]): fc.Arbitrary<Raw> =>
  fc
    .record({
      tenant: fc.constantFrom(...tenants),
      id: fc.constantFrom(...chargeIds),
      since: fc.constantFrom('1', '\uFFFD', '😀'),
      dueShard: fc.constantFrom('1', '2'),
      dueAtMs: fc.constantFrom(9, 10),
      left: fc.shuffledSubarray(['tenant', 'createdAtId', 'dueShard', 'dueAtMs'], { minLength: 3 }),
    })
    .map(({ tenant, id, since, dueShard, dueAtMs, left }) => {
      const members = { tenant, createdAtId: `${since}#${id}`, dueShard, dueAtMs };
      const item = Object.fromEntries(Object.entries(members).filter(([member]) => left.includes(member)));
      return { table: 'charges', pk: tableKey(tenant, id), item };
    });

/** The recovery's query, of one shard only. */
const dueInShard: fc.Arbitrary<Raw> = fc.record({
  table: fc.constant('charges'),
  query: fc.record({
    shard: fc.constantFrom('1', '2'),
    nowMs: fc.constantFrom(8, 9, 10, START_MS, START_MS + 2),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
});

const several = (all: readonly Raw[]): Several => ({ kind: 'several', all });

/** Strange charges, and what the recovery sees of them. */
export const strangeCharges = (...among: Parameters<typeof strangeCharge>): fc.Arbitrary<Several> =>
  fc
    .tuple(
      fc.array(strangeCharge(...among), { minLength: 2, maxLength: 5, size: 'max' }),
      fc.array(dueInShard, { minLength: 1, maxLength: 3 }),
    )
    .map(([charges, looks]) => several([...charges, ...looks]));

export const grammar: fc.Arbitrary<Several> = fc
  .array(fc.oneof({ weight: 4, arbitrary: grammarUpdate }, grammarPut), { minLength: 4, maxLength: 8 })
  .map(several);

const due = (TableName: string, { shard, nowMs, limit }: NonNullable<Raw['query']>) =>
  new QueryCommand({
    TableName,
    IndexName: 'byDueAt',
    KeyConditionExpression: 'dueShard = :shard AND dueAtMs <= :nowMs',
    ExpressionAttributeValues: { ':shard': shard, ':nowMs': nowMs },
    Limit: limit,
  });

const write = (TableName: string, raw: Raw) => {
  const [names, values] = (['names', 'values'] as const).map((member) => {
    const all = { ...raw.update?.[member], ...raw.condition?.[member] };
    return Object.keys(all).length === 0 ? undefined : all;
  });
  const input = {
    TableName,
    ConditionExpression: raw.condition?.text,
    ExpressionAttributeNames: names as Record<string, string> | undefined,
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: raw.shown,
  };
  return raw.update === undefined
    ? new PutCommand({ ...input, Item: { ...raw.item, pk: raw.pk } })
    : new UpdateCommand({ ...input, Key: { pk: raw.pk }, UpdateExpression: raw.update.text });
};

/** What it answers and what it throws are compared on the way. */
export const carryOutRaw = async (
  client: DynamoDBDocumentClient,
  tables: FreshTables['tables'],
  raw: Raw,
): Promise<void> => {
  const table = tables[raw.table];
  const command = raw.query === undefined ? write(table, raw) : due(table, raw.query);
  await client.send(command as PutCommand).catch(() => undefined);
};
