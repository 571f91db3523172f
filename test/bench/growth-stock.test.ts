import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runOnce } from '../../bench/growth/backlog/run.ts';
import { ask, type Stage, stageOn } from '../../bench/growth/stage.ts';
import { storedKey } from '../../bench/growth/stored/copies.ts';
import { writeExport } from '../../bench/growth/stored/export.ts';
import { KINDS, type Kind } from '../../bench/growth/stored/model.ts';
import { type Stock, stocksOf } from '../../bench/growth/stored/stock.ts';
import { listCharges } from '../../functions/charges/list.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { recover } from '../../functions/recovery/recover.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { TENANT } from '../../scale/counting/event.ts';
import { logged } from '../../scale/counting/logged.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { freshTables } from '../engine/tables.ts';

const COUNT = 40;
const KEY = storedKey(7);
const BODIES = { charges: CHARGE, 'open charges': CHARGE, orders: ORDER };
const EACH_ATTEMPT_HAS_ITS_OWN = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The item of `KEY`, without the random name of who wrote it. */
const itemIn = async ({ dependencies, meter }: Pick<Stage, 'dependencies' | 'meter'>, kind: Kind) => {
  const { table, operation } = KINDS[kind];
  const TableName = dependencies.settings[`${table}Table`];
  const Key = { pk: tableKey(TENANT, idFor(operation, TENANT, KEY)) };
  const { Item } = await meter.documentClient.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return JSON.parse(JSON.stringify(Item).replace(EACH_ATTEMPT_HAS_ITS_OWN, 'owner')) as unknown;
};

const writtenByProduction = async (kind: Kind): Promise<unknown> => {
  const { tables, client } = await freshTables();
  client.destroy();
  const stage = stageOn(process.env.DYNAMODB_ENDPOINT ?? '', tables);
  const { handlerOn, request, status } = KINDS[kind];
  const { route } = request('any');
  await logged(() => ask(handlerOn(stage.dependencies), { route, key: KEY, body: BODIES[kind] }, status));
  const item = await itemIn(stage, kind);
  stage.close();
  return item;
};

describe('a stock', () => {
  it('holds each item as the production handler writes it for the same key', async () => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const stock = await (await stocksOf(kind))(COUNT);
      const copy = await itemIn(stock, kind);
      await stock.stop();
      expect(copy).toEqual(await writtenByProduction(kind));
    }
  });
});

describe('an export', () => {
  it('has a line for each item, however many files they fill', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'payonce-export-'));
    const client = { send: async () => ({ Table: {} }) } as unknown as DynamoDBClient;
    const ids = Array.from({ length: 25_000 }, (_, n) => `ch_${n}`);
    await writeExport(directory, { client }, 'Charges', { id: 'ch_model' }, ids);

    const files = join(directory, 'export', 'Charges', 'data');
    const lines = readdirSync(files).flatMap((file) =>
      gunzipSync(readFileSync(join(files, file)))
        .toString('utf8')
        .trim()
        .split('\n'),
    );
    rmSync(directory, { recursive: true });
    const idOf = (line: string): string => (JSON.parse(line) as { Item: { id: { S: string } } }).Item.id.S;
    expect(lines.map(idOf).sort()).toEqual(ids.toSorted());
  });
});

describe('a run of the recovery', () => {
  it('ends by its own time, and leaves the rest to the next', async () => {
    const stock = await (await stocksOf('open charges'))(COUNT);
    stock.pass(600_000);
    const late = { ...stock.dependencies.telemetry, settled: () => stock.pass(10_000) };
    const run = await runOnce({ ...stock, dependencies: { ...stock.dependencies, telemetry: late } });
    await stock.stop();
    expect(run.found).toBe(COUNT);
    expect(run.settled).toBeGreaterThan(0);
    expect(run.settled).toBeLessThan(COUNT);
  });
});

describe('a stock of open charges', () => {
  let stock: Stock;
  beforeAll(async () => {
    stock = await (await stocksOf('open charges'))(COUNT);
  });
  afterAll(() => stock.stop());

  it('is listed', async () => {
    const { dependencies, ids } = stock;
    const list = listCharges(dependencies, dependencies.settings);
    const { result } = await logged(() => ask(list, { route: 'GET /charges', query: { limit: '100' } }, 200));
    const { data } = JSON.parse(result) as { readonly data: readonly { readonly id: string }[] };
    expect(data.map(({ id }) => id).sort()).toEqual(ids);
  });

  it('is found and settled by the recovery once it is due', async () => {
    const { dependencies, pass } = stock;
    const processor = { ...dependencies.processor, cancel: async () => ({ kind: 'canceled' }) as const };
    const run = recover({ ...dependencies, processor });
    const runNow = async () => {
      const context = { awsRequestId: 'run', getRemainingTimeInMillis: () => 60_000 };
      return (await logged(() => run({}, context))).result;
    };
    expect(await runNow()).toMatchObject({ due: 0 });
    pass(600_000);
    expect(await runNow()).toMatchObject({ due: COUNT, settled: COUNT, failed: 0 });
    expect(await runNow()).toMatchObject({ due: 0 });
  });
});
