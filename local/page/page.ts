import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { onFirstUse } from '../first-use.ts';
import { type Answer, gatewayAnswer } from '../gateway/answer.ts';

const BROWSER_CODE = join(import.meta.dirname, 'browser');

/** The page calls this server and nobody else; what is not in its own files does not run. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const file = (type: string, body: Buffer): Answer => ({
  status: 200,
  headers: {
    'content-type': type,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body,
});

/** The page's files, each as it is served: a sentence with status 500 when it cannot be made. */
export interface Page {
  html(): Promise<Answer>;
  script(): Promise<Answer>;
  style(): Promise<Answer>;
  icon(): Promise<Answer>;
}

/**
 * The page that `GET /` shows to browsers. Each of its files is made on first use, and kept: no start waits for a bundle.
 *
 * @param directory @default - the page's own
 */
export const createPage = (directory = BROWSER_CODE): Page => {
  const made = (name: string, type: string, make: (path: string) => Promise<Buffer> | Buffer) => {
    const take = onFirstUse(async () => file(type, await make(join(directory, name))));
    return async (): Promise<Answer> => {
      try {
        return await take();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return gatewayAnswer(500, `The page's ${name} cannot be made: ${reason}`);
      }
    };
  };
  const asItIs = (path: string) => readFile(path);
  return {
    html: made('page.html', 'text/html; charset=utf-8', asItIs),
    script: made('main.ts', 'text/javascript; charset=utf-8', (path) =>
      bundle(path, { platform: 'browser', format: 'esm', target: 'es2022', minify: true }),
    ),
    style: made('page.css', 'text/css; charset=utf-8', (path) =>
      bundle(path, { target: 'es2022', minify: true }),
    ),
    icon: made('icon.svg', 'image/svg+xml', asItIs),
  };
};

/** A browser says that it wants HTML; `curl` takes whatever comes. */
export const wantsHtml = (accept: string | undefined): boolean => accept?.includes('text/html') ?? false;
