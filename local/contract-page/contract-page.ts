import { createHash } from 'node:crypto';
import { type Answer, gatewayAnswer } from '../gateway/answer.ts';
import type { OpenApiDocument } from './document.ts';
import { page } from './render/page.ts';
import { STYLE } from './render/style.ts';

/** Nothing is loaded and nothing runs; the one style is allowed by its hash, and the icon is the empty one. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /local/docs`: the contract for people to read, made anew of what `GET /openapi.json` answers now. */
export const contractPage = (url: string) => async (): Promise<Answer> => {
  const response = await fetch(`${url}/openapi.json`);
  if (!response.ok) return gatewayAnswer(502, `GET /openapi.json was answered ${response.status}.`);
  const document = (await response.json()) as OpenApiDocument;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: Buffer.from(page(document, url)),
  };
};
