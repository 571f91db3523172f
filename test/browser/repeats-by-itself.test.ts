import { describe, expect, it } from '@jest/globals';
import { useBrowser } from './rig/browser.ts';

const rig = useBrowser();

const OPERATIONS = { '/charges': 'charges.create', '/local/without-key/charges': 'local.charge-without-key' };

/** One `fetch`, nothing else: no client of ours, no second tap. */
const payOnce = (path: string, token: string): string => `
  fetch('${path}', {
    method: 'POST',
    headers: { authorization: 'Bearer ${token}', 'content-type': 'application/json', 'idempotency-key': 'k-1' },
    body: JSON.stringify({ amount: 2500, currency: 'EUR', paymentMethod: 'pm_card_visa' }),
  }).then(({ status }) => status)`;

/** The connection is closed after the money has moved, instead of an answer. */
const loseAnswer = (path: keyof typeof OPERATIONS) =>
  fetch(`${rig.local.url}/local/faults`, {
    method: 'POST',
    body: JSON.stringify({ fault: 'drop-response', operation: OPERATIONS[path] }),
  });

// RFC 9110 §9.2.2 lets a user agent repeat a request by itself only when that can do no harm. Chromium repeats a POST
// as well when a connection that it kept is closed before the answer (HttpNetworkTransaction's retry of reused sockets).
describe('a browser that sends one POST over a connection that is closed before the answer', () => {
  it.each([
    ['/local/without-key/charges', 2],
    ['/charges', 1],
  ] as const)('sends it to %s twice: charges of the customer: %i', async (path, charges) => {
    const page = await rig.open('/');
    const tenant = `browser-${charges}`;
    const { token } = await rig.local.issuer.issueToken(tenant);
    await loseAnswer(path);

    const status = await page.evaluate(payOnce(path, token));

    expect(status).toBe(201);
    expect(rig.local.stripe?.ledger(tenant)).toHaveLength(charges);
  });
});
