import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import { CHARGE, charge, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

describe('a key that comes back with another request', () => {
  it('is refused, reveals nothing of the first, and points to where to look', async () => {
    const first = await service.call(charge('k-reused'));
    const effects = service.processor.effects();

    for (const other of [
      { ...CHARGE, amount: 5000 },
      { ...CHARGE, currency: 'USD' },
      { ...CHARGE, description: 'x' },
      { ...CHARGE, description: null },
    ]) {
      const reply = await service.call(charge('k-reused', other));
      expectProblem(reply, 'idempotency-key-reused');
      expect(reply.json.detail).toContain('GET /charges?idempotencyKey=');
      for (const secret of [first.json.id, '4999', 'k-reused']) expect(reply.text).not.toContain(secret);
    }
    expect((await service.call(charge('k-reused'))).text).toBe(first.text);
    expect(service.processor.effects()).toBe(effects);
  });
});
