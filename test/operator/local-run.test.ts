import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../local/local-payonce.ts';
import { explain } from '../../operator/explain/explain.ts';
import { redact } from '../../operator/redact/redact.ts';
import { serve } from '../local/http/rig/server.ts';

let local: LocalPayonce;
let charged: { id: string };
beforeAll(async () => {
  local = await serve();
  const { token } = (await (await fetch(`${local.url}/local/token?tenant=demo`)).json()) as { token: string };
  const reply = await fetch(`${local.url}/charges`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'pay-1',
    },
    body: JSON.stringify({
      ...{ amount: 700, currency: 'EUR', paymentMethod: 'pm_card_visa' },
      ...{ description: 'A mug', receiptEmail: 'ada@example.com' },
    }),
  });
  charged = (await reply.json()) as { id: string };
});
afterAll(() => local.stop());

const run = async (command: typeof explain, ...args: string[]) => {
  const lines: string[] = [];
  const status = await command([...args, '--url', local.url], (line) => lines.push(line));
  return { status, text: lines.join('\n') };
};

describe('a running npm start', () => {
  it('is asked about a key, or about an id with its tenant', async () => {
    const byKey = await run(explain, 'demo', 'pay-1');
    expect(byKey.status).toBe(0);
    expect(byKey.text).toContain(`1. Charge ${charged.id} of demo: €7.00, succeeded.`);
    expect(byKey.text).not.toMatch(/ada@|A mug/);
    const byId = await run(explain, charged.id, '--tenant', 'demo');
    expect(byId.text).toContain(`Charge ${charged.id} of demo`);
  });

  it('that knows nothing of a key says so, with status 1', async () => {
    expect(await run(explain, 'demo', 'never')).toEqual({
      status: 1,
      text: 'Nothing is on record here for this key at charges.create, tenant demo.',
    });
  });

  it('redacts a person, and a repeat of the key gets no more of it', async () => {
    const subject = ['--tenant', 'demo', '--email', 'ada@example.com'];
    expect((await run(redact, ...subject, '--dry-run')).text).toContain('would be redacted');
    expect(await run(redact, ...subject)).toMatchObject({ status: 0 });
    expect((await run(explain, 'demo', 'pay-1')).text).toContain('Personal data was removed from it');
  });
});
