import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Charge, paymentOf } from '../../functions/charges/charge.ts';
import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import { buildRequests } from '../../functions/processor/stripe-request.ts';
import { LEASE_MS, type Service, startService } from '../rig/service.ts';
import { readEveryVersion } from './fixtures.ts';

const everyFixture = readEveryVersion().flatMap(({ version, fixtures }) =>
  fixtures.map((fixture) => [`${version}/${fixture.name}`, fixture, fixtures] as const),
);

describe.each(everyFixture)('an item as %s wrote it', (_, fixture, fixtures) => {
  let service: Service;

  beforeAll(async () => {
    service = await startService();
    // Those of its version belong together, and those of another have the same ids.
    for (const { table, item } of fixtures)
      await service.engine.send(new PutCommand({ TableName: service.tables[table], Item: item }));
    service.world.pass(2 * LEASE_MS);
    // The held world counts its owners from 1, as the one did that wrote the fixtures: go past all of theirs.
    for (let taken = 0; taken < 100; taken += 1) service.world.uniqueName();
  });

  it('can be read', async () => {
    const route = fixture.table === 'charges' ? 'GET /charges/{id}' : 'GET /orders/{id}';
    const reply = await service.call({ route, path: { id: String(fixture.item.id) } });

    expect([reply.status, reply.json.id]).toEqual([200, fixture.item.id]);
  });

  it('makes the same request to the processor, byte for byte', () => {
    if (fixture.table !== 'charges') return expect(fixture.stripeRequests).toBeNull();
    const built = buildRequests(paymentOf(fixture.item as unknown as Charge));

    return expect(JSON.stringify(built.kind === 'built' && built.requests)).toBe(
      JSON.stringify(fixture.stripeRequests),
    );
  });

  it('is replayed, or brought to its end, for the request that made it', async () => {
    const reply = await service.call(fixture.request);

    if (fixture.reply === null) {
      expect([reply.status, reply.json.status]).toEqual([201, 'succeeded']);
      return;
    }
    expect([reply.status, reply.text, reply.headers.location ?? null]).toEqual([
      fixture.reply.status,
      fixture.reply.text,
      fixture.reply.location,
    ]);
    expect(reply.headers['idempotent-replayed']).toBe('true');
  });

  it('is not touched when its layout is one that nobody knows', async () => {
    const record = { ...(fixture.item.record as object), layoutVersion: LAYOUT_VERSION + 1 };
    const TableName = service.tables[fixture.table];
    await service.engine.send(new PutCommand({ TableName, Item: { ...fixture.item, record } }));
    const calls = service.processor.calls.charge.length;
    const reply = await service.call(fixture.request);

    expect([reply.status, reply.json.code]).toEqual([503, 'unavailable']);
    expect(service.processor.calls.charge).toHaveLength(calls);
  });
});
