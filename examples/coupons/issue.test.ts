import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouteHandler } from '../../functions/http/route.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { heldWorld } from '../../test/rig/held-world.ts';
import { invoke } from '../../test/rig/invoke.ts';
import { recordedTelemetry } from '../../test/rig/recorded-telemetry.ts';
import { issueCoupon } from './issue.ts';
import { vouchersOverHttp } from './vouchers.ts';

const LEASE_MS = 27_000;
const issued = new Map<string, string>();
let answers: ('ok' | 'lost' | 'sold-out')[] = [];
let service: Server;
let handler: RouteHandler;
let world: ReturnType<typeof heldWorld>;
let read: (id: string) => Promise<Record<string, unknown> | undefined>;

/** A voucher service as it should be: one voucher per name. `lost`: it is issued and the answer never arrives. */
const startVoucherService = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const answer = answers.shift() ?? 'ok';
      if (answer === 'sold-out') return response.writeHead(410).end();
      const name = request.url ?? '';
      if (!issued.has(name)) issued.set(name, `SAVE-${issued.size + 1}`);
      if (answer === 'lost') return request.socket.destroy();
      return response.writeHead(200).end(JSON.stringify({ code: issued.get(name) }));
    }).listen(0, '127.0.0.1', () => resolve(server));
  });

const issue = (key: string, body: unknown = { campaign: 'spring', email: 'ada@example.com' }) =>
  invoke(handler, { route: 'POST /coupons', key, body });

beforeAll(async () => {
  service = await startVoucherService();
  const { documentClient, tables } = await freshTables();
  world = heldWorld();
  const dependencies = { documentClient, world, telemetry: recordedTelemetry(), tenantClaim: 'sub' };
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  handler = issueCoupon(dependencies, tables.idempotency, vouchersOverHttp(url));
  read = async (id) =>
    (
      await documentClient.send(
        new GetCommand({ TableName: tables.idempotency, Key: { pk: tableKey('acme', id) } }),
      )
    ).Item;
});

afterAll(() => {
  service.closeAllConnections();
  service.close();
});

describe('issuing a coupon', () => {
  it('issues one and repeats the first answer', async () => {
    const first = await issue('k-1');
    const second = await issue('k-1');

    expect(first.status).toBe(201);
    expect([second.text, second.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect(issued.size).toBe(1);
  });

  it('issues one when the answer was lost: the next attempt resumes it', async () => {
    const before = issued.size;
    answers = ['lost'];
    const first = await issue('k-2');
    expect([first.status, first.json.code]).toEqual([503, 'outcome-unknown']);

    world.pass(LEASE_MS);
    const second = await issue('k-2');
    expect(second.status).toBe(201);
    expect(issued.size).toBe(before + 1);
  });

  it('keeps a final no', async () => {
    answers = ['sold-out'];
    const first = await issue('k-3');
    const second = await issue('k-3');

    expect([first.status, first.json.reason]).toEqual([410, 'sold-out']);
    expect(second.text).toBe(first.text);
  });

  it('keeps the record until the time to live is over, and an unfinished one for ever', async () => {
    const { json } = await issue('k-4');
    expect((await read(json.id))?.expiresAtS).toBe(Math.ceil(world.clock() / 1000) + 30 * 24 * 60 * 60);

    answers = ['lost'];
    await issue('k-5');
    expect([...issued.keys()].length).toBeGreaterThan(0);
    const unfinished = await read([...issued.keys()].at(-1)?.split('/').at(-1) ?? '');
    expect(unfinished).toMatchObject({ record: { state: 'in-progress' } });
    expect(unfinished).not.toHaveProperty('expiresAtS');
  });

  it('refuses the key for another coupon', async () => {
    await issue('k-6');
    const other = await issue('k-6', { campaign: 'autumn', email: 'ada@example.com' });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
  });
});
