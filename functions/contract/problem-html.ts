import { createHash } from 'node:crypto';
import type { Explanation } from './problem-page.ts';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 38rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 0; }
p { margin: 0.25rem 0 0; }
code { font-family: ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; }
dd { margin: 0; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid #8886; font-size: 0.875rem; }
`;

/** Nothing is loaded and nothing runs; the one style is allowed by its hash. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const RETRY: Readonly<Record<Explanation['retry'], string>> = {
  never: 'not as it is: mend the request first',
  'same-key': 'yes: unchanged, with the same key',
  'new-key': 'as a new intent: with a new key',
};

const toText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A problem's page: readable without a style, without a script, in light and in dark. */
export const toHtml = ({
  code,
  status,
  title,
  retry,
  stored,
  meaning,
  whatToDo,
}: Explanation): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${toText(title)} (${code})</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${toText(title)}</h1>
<dl>
<dt>Code</dt><dd><code>${code}</code></dd>
<dt>HTTP status</dt><dd>${status}</dd>
<dt>Try again?</dt><dd>${RETRY[retry]} (<code>${retry}</code>)</dd>
<dt>Final?</dt><dd>${stored ? 'yes: every repeat gets this very answer' : 'no: nothing is stored under the key'}</dd>
</dl>
<h2>What it means</h2>
<p>${toText(meaning)}</p>
<h2>What to do</h2>
<p>${toText(whatToDo)}</p>
</main>
<footer>Payonce · <a href="/openapi.json">the whole contract (OpenAPI 3.1)</a></footer>
</body>
</html>
`;
