import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { tableKey } from '../../functions/shared/ids.ts';
import { refund } from '../refunds/refunding.ts';
import { CHARGE, charge, type Service, startService } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';
import { explained } from './explaining.ts';

const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'operations.md');

/** The item of step 6, as it stands there. */
const itemOfTheDocument = () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  return unmarshall(JSON.parse(json));
};

let service: Service;
let id: string;
beforeEach(async () => {
  service = await startService();
  id = (await service.call(charge('k'))).json.id;
  const key = { pk: tableKey('acme', id) };
  await service.engine.send(new DeleteCommand({ TableName: service.tables.charges, Key: key }));
});

/** What the operator writes: the document's item with this charge's facts in it. */
const putBack = async () => {
  const told = itemOfTheDocument();
  const item = {
    ...told,
    ...{ pk: tableKey('acme', id), tenant: 'acme', id, createdAtId: `2026-01-01T00:00:00.000Z#${id}` },
    ...{ amount: CHARGE.amount, processorId: `pi_${id}` },
    processor: { ...told.processor, name: 'ledger', account: 'test', deploymentId: 'test' },
  };
  await service.engine.send(new PutCommand({ TableName: service.tables.charges, Item: item }));
};

describe('a charge that a restore has lost', () => {
  it('is found again by a repeat while the processor remembers its key: one payment, and the record is back', async () => {
    expect(await explained(service, id)).toBeUndefined();
    const reply = await service.call(charge('k'));
    expect([reply.status, reply.json.id]).toEqual([201, id]);
    expect(service.processor.effects()).toBe(1);
  });

  it('that was put back by hand never charges again, whoever repeats its key', async () => {
    await putBack();
    const calls = service.processor.calls.charge.length;
    for (const body of [CHARGE, { ...CHARGE, amount: 1 }]) {
      const reply = await service.call(charge('k', body));
      expect([reply.status, reply.json.code]).toEqual([503, 'unavailable']);
    }
    expect(service.processor.calls.charge).toHaveLength(calls);
    expect(await explained(service, id)).toContain('whoever repeats the request gets 503 unavailable');
  });

  it('that was put back can be read, listed and refunded', async () => {
    await putBack();
    const { call } = service;
    expect((await call({ route: 'GET /charges/{id}', path: { id } })).json.status).toBe('succeeded');
    expect((await call({ route: 'GET /charges' })).json.data).toHaveLength(1);
    expect((await call({ route: 'GET /charges', query: { idempotencyKey: 'k' } })).json.id).toBe(id);
    expect((await call(refund(id, 'r'))).status).toBe(201);
  });

  it('has every attribute that a charge of this version has, but for those of its record', async () => {
    const { json } = await service.call(charge('other'));
    const { record: _, ...stored } = await storedItem(service, service.tables.charges, json.id);
    const { record: __, ...told } = itemOfTheDocument();
    expect(Object.keys(told).sort()).toEqual(Object.keys(stored).sort());
    expect(Object.keys(told.processor).sort()).toEqual(Object.keys(stored.processor).sort());
  });
});
