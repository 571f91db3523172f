import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { getProblemPage } from '../../functions/contract/problem-page.ts';
import { PROBLEMS } from '../../functions/http/problem.ts';
import { recordedTelemetry } from '../rig/recorded-telemetry.ts';
import { complaints } from './document.ts';

const telemetry = recordedTelemetry();
const read = (code: string, accept?: string): Promise<APIGatewayProxyStructuredResultV2> =>
  getProblemPage(telemetry)({
    headers: accept === undefined ? {} : { accept },
    pathParameters: { code },
    requestContext: { requestId: 'request-1' },
  } as unknown as Parameters<ReturnType<typeof getProblemPage>>[0]);

const CODES = Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[];
const typeOf = ({ headers }: APIGatewayProxyStructuredResultV2) => String(headers?.['content-type']);

describe('the page of a problem', () => {
  it.each(CODES)('%s is HTML with its title, its code and its status', async (code) => {
    const { statusCode, headers, body } = await read(code);

    expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const text of [PROBLEMS[code].title, code, String(PROBLEMS[code].status)])
      expect(body).toContain(text);
  });

  it.each(CODES)('%s is JSON for whoever asks for it', async (code) => {
    const { headers, body = '' } = await read(code, 'application/json');

    expect(headers?.['content-type']).toBe('application/json');
    const explanation = JSON.parse(body);
    expect(complaints(explanation, 'components', 'schemas', 'ProblemExplanation')).toEqual([]);
    expect(explanation).toMatchObject({ code, ...PROBLEMS[code] });
  });

  it('runs nothing and loads nothing', async () => {
    const { headers, body = '' } = await read('card-declined');

    expect(headers?.['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='/,
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(body).not.toMatch(/<script|<img|<link|@import|url\(|\son\w+=/i);
  });

  it('may be kept by anybody, its two forms apart', async () => {
    for (const accept of ['text/html', 'application/json'])
      expect((await read('card-declined', accept)).headers).toMatchObject({
        'cache-control': 'public, max-age=3600',
        vary: 'accept',
      });
  });

  it.each(['no-such-problem', '', '__proto__', 'constructor', '<script>'])(
    '"%s" does not exist, and is not repeated',
    async (code) => {
      const { statusCode, headers, body = '' } = await read(code);

      expect([statusCode, headers?.['content-type']]).toEqual([404, 'application/problem+json']);
      expect(JSON.parse(body)).toMatchObject({ code: 'not-found', instance: 'request-1' });
      expect(body).not.toContain('script');
    },
  );

  it('leaves one line about each request', async () => {
    const before = telemetry.requests.length;
    await read('card-declined');
    await read('no-such-problem');

    expect(telemetry.requests.slice(before)).toMatchObject([
      { operation: 'contract.problem-page', requestId: 'request-1', status: 200, outcome: 'ok' },
      { operation: 'contract.problem-page', requestId: 'request-1', status: 404, outcome: 'not-found' },
    ]);
  });
});

describe('of its two forms', () => {
  it.each([
    ['nothing said', undefined, 'html'],
    ['curl', '*/*', 'html'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['JSON', 'application/json', 'json'],
    ['JSON, in capitals', 'Application/JSON', 'json'],
    ['JSON rather than anything', 'application/json, text/plain, */*', 'json'],
    ['JSON, or else HTML', 'text/html;q=0.5, application/json', 'json'],
    ['HTML, or else JSON', 'text/html, application/json;q=0.5', 'html'],
    ['both alike', 'application/json, text/html', 'html'],
    ['anything but JSON', 'application/json;q=0, */*', 'html'],
    ['anything but HTML', 'text/html;q=0, */*;q=0.1', 'json'],
    ['neither', 'image/png', 'html'],
    ['nonsense', ';;q=x,,', 'html'],
  ])('%s gets the right one', async (_, accept, form) => {
    expect(typeOf(await read('unavailable', accept))).toContain(form);
  });
});
