import { beforeAll, describe, expect, it } from '@jest/globals';
import { connectionLost, connectionRefused, serverError, throttled } from '../rig/faulty-client.ts';
import { ORDER, order, type Service, startService } from '../rig/service.ts';
import { expectProblem } from './problem-contract.ts';

let service: Service;
let id: string;

beforeAll(async () => {
  service = await startService();
  id = (await service.call(order('k-1'))).json.id;
});

describe.each([
  ['throttles', throttled],
  ['fails', serverError],
  ['refuses the connection', connectionRefused],
  ['loses the connection', connectionLost],
])('while DynamoDB %s for good', (_, error) => {
  it.each(['GET /orders/{id}', 'GET /orders', 'PUT /orders/{id}', 'DELETE /orders/{id}'])(
    '%s is unavailable, and says when to come back',
    async (route) => {
      const { client, call } = await startService();
      client.inject({ at: 'before', error: error(), times: 1_000 });
      const body = route.startsWith('PUT') ? { body: ORDER } : {};

      expectProblem(await call({ route, path: { id }, ...body }), 'unavailable');
    },
  );
});

describe('a mistake of ours', () => {
  it('is an internal error that says nothing of its cause', async () => {
    const secret = 'ValidationException: the table Charges-4242 of ada@example.com';
    service.client.inject({ at: 'before', error: new Error(secret) });
    const reply = await service.call({ route: 'GET /orders/{id}', path: { id } });

    expectProblem(reply, 'internal-error');
    expect(reply.text).not.toMatch(/Charges-4242|ada|Validation/);
    expect(service.telemetry.failures).toHaveLength(1);
  });
});
