import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { capturedOutput } from '../rig/captured-output.ts';
import { throttled } from '../rig/faulty-client.ts';
import type { Request } from '../rig/invoke.ts';
import { startService } from '../rig/service.ts';

/** Values that nothing else holds: wherever one turns up, it came from a request. */
const SECRETS = {
  key: 'SECRETKEY',
  token: 'SECRETJWT',
  tenant: 'SECRETTENANT',
  paymentMethod: 'pm_SECRETMETHOD',
  description: 'SECRETDESCRIPTION',
  metadataName: 'SECRETNAME',
  metadataValue: 'SECRETVALUE',
  sku: 'SECRETSKU',
  email: 'SECRETEMAIL@example.com',
  query: 'SECRETQUERY',
  id: 'SECRETID',
};

const CHARGE = {
  amount: 77_731_337,
  currency: 'EUR',
  paymentMethod: SECRETS.paymentMethod,
  receiptEmail: SECRETS.email,
  description: SECRETS.description,
  metadata: { [SECRETS.metadataName]: SECRETS.metadataValue },
};
const ORDER = {
  currency: 'EUR',
  items: [{ sku: SECRETS.sku, quantity: 1, unitAmount: 77_731_337 }],
  customer: { email: SECRETS.email },
  metadata: { [SECRETS.metadataName]: SECRETS.metadataValue },
};

let output: string;
const statuses = new Set<number>();

/** Every call, its good and its bad ends, under the telemetry that runs on AWS. */
const everything = async (): Promise<void> => {
  const service = await startService();
  const call = service.instance({ telemetry: createTelemetry() });
  const send = async (request: Request) => {
    const headers = { authorization: `Bearer ${SECRETS.token}`, ...request.headers };
    const reply = await call({ tenant: SECRETS.tenant, ...request, headers });
    statuses.add(reply.status);
    return reply;
  };
  const post = (route: string, name: string, body: unknown) =>
    send({ route, key: `${SECRETS.key}-${name}`, body });
  const query = (idempotencyKey: string) => ({ query: { idempotencyKey } });

  const { json: placed } = await post('POST /orders', 'order', ORDER);
  await post('POST /orders', 'order', ORDER);
  await post('POST /orders', 'order', { ...ORDER, metadata: null });
  const anOrder = { path: { id: placed.id } };
  await send({ route: 'PUT /orders/{id}', ...anOrder, body: ORDER });
  await send({
    route: 'PUT /orders/{id}',
    ...anOrder,
    body: { ...ORDER, currency: 'USD' },
    headers: { 'if-match': SECRETS.query },
  });
  await send({ route: 'GET /orders/{id}', ...anOrder });
  await send({ route: 'GET /orders/{id}', path: { id: SECRETS.id } });
  await send({ route: 'GET /orders', query: { cursor: SECRETS.query, limit: SECRETS.query } });
  await send({ route: 'GET /orders', query: { [SECRETS.query]: SECRETS.query } });
  await send({ route: 'GET /orders', ...query(`${SECRETS.key}-order`) });

  await post('POST /charges', 'charge', CHARGE);
  await post('POST /charges', 'charge', CHARGE);
  await post('POST /charges', 'mismatch', { ...CHARGE, amount: 1, orderId: placed.id });
  await post('POST /charges', 'paid', { ...CHARGE, orderId: placed.id });
  await post('POST /charges', 'declined', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' });
  service.processor.onNextCharge(() => ({ kind: 'unknown', reason: SECRETS.description }));
  await post('POST /charges', 'unknown', CHARGE);
  service.processor.onNextCharge(() => ({ kind: 'not-started', reason: SECRETS.description }));
  await post('POST /charges', 'not-started', CHARGE);
  service.processor.onNextCharge(() => {
    throw Object.assign(new Error(`${SECRETS.key}\n${SECRETS.email}`), { body: CHARGE });
  });
  await post('POST /charges', 'thrown', CHARGE);
  await send({ route: 'GET /charges', ...query(`${SECRETS.key}-paid`) });
  await send({ route: 'DELETE /orders/{id}', ...anOrder });

  for (const body of [{ ...CHARGE, [SECRETS.metadataName]: 1 }, SECRETS.description, `{"${SECRETS.sku}"`, 7])
    await post('POST /charges', 'bad', body);
  await send({ route: 'POST /charges', key: `${SECRETS.key},${SECRETS.key}`, body: CHARGE });
  await send({
    route: 'POST /charges',
    key: SECRETS.key,
    body: CHARGE,
    headers: { 'content-type': SECRETS.query },
  });
  await send({ route: 'POST /charges', key: SECRETS.key, body: SECRETS.sku.repeat(10_000) });
  await send({ route: 'POST /charges', key: SECRETS.key, body: CHARGE, claims: { other: SECRETS.tenant } });
  service.client.inject({
    at: 'before',
    error: Object.assign(throttled(), { message: SECRETS.id }),
    times: 1_000,
  });
  await post('POST /charges', 'down', CHARGE);
  await send({ route: 'GET /orders/{id}', ...anOrder });
};

beforeAll(async () => {
  output = await capturedOutput(everything);
});

describe('what is logged of a whole run', () => {
  it('is a line for each request, good and bad', () => {
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines.filter(({ message }) => message === 'request').length).toBeGreaterThan(25);
    expect(lines.filter(({ message }) => message === 'failure').length).toBeGreaterThan(0);
    expect([...statuses].sort()).toEqual([200, 201, 400, 402, 403, 404, 409, 412, 413, 415, 422, 500, 503]);
  });

  it.each(Object.entries(SECRETS))('holds no %s', (_, secret) => {
    expect(output).not.toContain(secret);
  });

  it('holds no amount, and no more of a fingerprint than eight characters', () => {
    expect(output).not.toContain('77731337');
    expect(output).toMatch(/"fingerprint":"[0-9a-f]{8}"/);
    expect(output).not.toMatch(/[0-9a-f]{40}/);
  });
});
