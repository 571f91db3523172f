import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operationsOf } from '../../../local/contract-page/document.ts';
import { curlSample } from '../../../local/contract-page/samples/curl.ts';
import { samplesOf, setUpSamples } from '../../../local/contract-page/samples/index.ts';
import type { SampleCall } from '../../../local/contract-page/samples/sample-call.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { ledgerOf } from '../http/rig/client.ts';
import { serve } from '../http/rig/server.ts';
import { DOCUMENT } from './document.ts';

let local: LocalPayonce;
beforeAll(async () => {
  local = await serve();
});
afterAll(() => local?.stop());

const bash = async (commands: string, variables: Readonly<Record<string, string>>): Promise<string> => {
  const env = { ...process.env, ...variables };
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], { env });
  return stdout;
};

interface CurlRequest {
  readonly method: string;
  readonly address: string;
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** Each call of curl as the shell makes it, words and all; curl itself is not there on every machine. */
const callsOf = async (
  commands: string,
  variables: Readonly<Record<string, string>>,
): Promise<CurlRequest[]> => {
  const printing = `curl() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n${commands}`;
  const calls = (await bash(printing, variables)).split('\n\0').slice(0, -1);
  return calls.map((words) => {
    const { values, positionals } = parseArgs({
      args: words.split('\0').slice(0, -1),
      options: {
        include: { type: 'boolean', short: 'i' },
        request: { type: 'string', short: 'X' },
        header: { type: 'string', short: 'H', multiple: true, default: [] },
        data: { type: 'string', short: 'd' },
      },
      allowPositionals: true,
    });
    const [address = '', ...others] = positionals;
    expect(others).toEqual([]);
    const { request, header, data } = values;
    return { method: request ?? (data === undefined ? 'GET' : 'POST'), address, headers: header, body: data };
  });
};

const send = ({ method, address, headers, body }: CurlRequest): Promise<Response> =>
  fetch(address, {
    method,
    headers: headers.map((line): [string, string] => {
      const [name = '', ...value] = line.split(': ');
      return [name, value.join(': ')];
    }),
    ...(body !== undefined && { body }),
  });

const shellOf = (samples: ReturnType<typeof samplesOf>): string =>
  samples.find(({ lang }) => lang === 'Shell')?.source ?? '';

/** What a reader copies from one answer for the next call. */
const learned = async (reply: Response): Promise<Record<string, string>> => {
  const isJson = reply.headers.get('content-type') === 'application/json';
  const { id, object } = isJson ? JSON.parse(await reply.text()) : {};
  const etag = reply.headers.get('etag');
  return {
    ...(object !== undefined && { [`${object}_ID`.toUpperCase()]: id }),
    ...(etag !== null && { ETAG: etag }),
  };
};

describe('the samples of curl', () => {
  it('begin with a token', async () => {
    const curl = `curl() { "$NODE" -e 'fetch(process.argv[1]).then((r) => r.text()).then((t) => console.log(t))' "$2"; }`;
    const commands = `${curl}\n${shellOf(setUpSamples(local.url))}\nprintf '%s %s' "$API" "$TOKEN"`;
    const [api, token] = (await bash(commands, { NODE: process.execPath })).split(' ');

    expect(api).toBe(local.url);
    const reply = await fetch(`${local.url}/charges`, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(200);
  });

  it('do what their operations promise, run one after the other as they stand', async () => {
    const { token } = await local.issuer.issueToken('demo');
    let variables: Record<string, string> = { API: local.url, TOKEN: token };
    const without: string[] = [];
    for (const operation of operationsOf(DOCUMENT)) {
      const success = Object.keys(operation.responses).find((status) => Number(status) < 300);
      const requests = await callsOf(shellOf(samplesOf(DOCUMENT, operation)), variables);
      if (requests.length === 0) without.push(operation.operationId);
      for (const request of requests) {
        const reply = await send(request);
        expect([operation.operationId, reply.status]).toEqual([operation.operationId, Number(success)]);
        variables = { ...variables, ...(await learned(reply)) };
      }
    }

    // Only Stripe can sign an event.
    expect(without).toEqual(['webhooks.stripe']);
    expect(await ledgerOf(local)).toMatchObject([
      { amount: 4999, status: 'succeeded', amountRefunded: 4999 },
    ]);
  });

  it('keep a quote in a text apart from those of the shell', async () => {
    const call: SampleCall = {
      operationId: 'notes.create',
      method: 'POST',
      path: '/notes',
      needsToken: false,
      pathParameters: [],
      query: [],
      idempotencyKey: "it's",
      ifMatch: undefined,
      body: { text: `it's "$HOME" \`x\`` },
      isAnswered: true,
    };
    const [request] = await callsOf(curlSample([call]) ?? '', { API: 'http://localhost' });

    expect(request?.headers).toContain("Idempotency-Key: it's");
    expect(JSON.parse(request?.body ?? '')).toEqual(call.body);
  });
});
