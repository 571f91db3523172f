import { describe, expect, it } from '@jest/globals';
import { createOperator } from '../../verify/deploy/operator-command.ts';

const { signal } = new AbortController();

describe("a command of the operator's", () => {
  it('tells how it ended and what it wrote', async () => {
    const operator = createOperator({ environment: process.env, stack: 'payonce-dev', signal });
    const { status, text } = await operator('explain');
    expect(status).toBe(1);
    expect(text).toContain('npm run explain -- <tenant> <idempotency key>');
  });

  it('that cannot be started is no ending', async () => {
    const operator = createOperator({ environment: { PATH: '' }, stack: 'payonce-dev', signal });
    await expect(operator('explain')).rejects.toThrow(/ENOENT/);
  });
});
