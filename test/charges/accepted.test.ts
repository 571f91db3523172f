import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import { type Service, startService } from '../rig/service.ts';
import accepted from './accepted.json';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

// A request that was accepted once is repeated for ever, so it must stay acceptable: add to the list, and never take
// from it. A change of the code that makes this test red would lock clients out of the answers to their own keys.
describe('a charge that was ever accepted is accepted', () => {
  it.each(accepted)('$why', async ({ why, body }) => {
    const request = { route: 'POST /charges', key: `"${why}"`, body };
    const reply = await service.call(request);

    // An order that is not there is no matter of the body.
    if ((body as { orderId?: string | null }).orderId) return expectProblem(reply, 'not-found');
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ status: 'succeeded', amount: body.amount });
    expect((await service.call(request)).text).toBe(reply.text);
  });
});
