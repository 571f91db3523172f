import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { contractPage } from '../../../local/contract-page/contract-page.ts';
import { DOCUMENT } from './document.ts';

let server: Server;
let url: string;
let contract: { readonly status: number; readonly body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/openapi.json' ? contract.status : 404;
    response.end(contract.body);
  }).listen(0);
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

it('the page is made of what /openapi.json answers now, and may load and run nothing', async () => {
  const answer = contractPage(url);
  for (const title of ['Before', 'After']) {
    contract = { status: 200, body: JSON.stringify({ ...DOCUMENT, info: { ...DOCUMENT.info, title } }) };
    const { status, headers, body } = await answer();

    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body.toString()).toContain(`<title>${title}: the contract</title>`);
  }
});

it('without a contract there is a sentence that says so', async () => {
  contract = { status: 503, body: '' };
  const { status, body } = await contractPage(url)();

  expect([status, JSON.parse(body.toString())]).toEqual([
    502,
    { message: 'GET /openapi.json was answered 503.' },
  ]);
});
