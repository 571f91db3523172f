import type { OpenApiDocument } from '../document.ts';
import { type Html, html } from './html.ts';
import { prose, type ShowCode } from './prose.ts';

/** Shows a word in backticks; the code of a problem leads to what it means. */
export const showCodeOf =
  ({ 'x-idempotency': { problems } }: OpenApiDocument): ShowCode =>
  (code) =>
    code in problems ? html`<a href="#problem-${code}"><code>${code}</code></a>` : html`<code>${code}</code>`;

/** What a client is to do after an answer, in the word that programs go by. */
export const retryTag = (retry: string): Html => html` <span class="tag">retry: ${retry}</span>`;

/** As `showCodeOf`, and says at once what to do. */
export const showCodeAndRetryOf = (document: OpenApiDocument): ShowCode => {
  const showCode = showCodeOf(document);
  return (code) => {
    const problem = document['x-idempotency'].problems[code];
    return problem === undefined ? showCode(code) : html`${showCode(code)}${retryTag(problem.retry)}`;
  };
};

/** All problems: what each means, what to do about it, and whether it is final. */
export const problems = (document: OpenApiDocument, showCode: ShowCode): Html => {
  const { 'x-idempotency': policy, components } = document;
  return html`<ul class="answers">${Object.entries(policy.problems).map(
    ([code, { status, retry, stored }]) => html`<li id="problem-${code}">
<p><strong>${status}</strong></p>
<div><p><code>${code}</code>${retryTag(retry)}${stored ? html` <span class="tag">stored</span>` : undefined}</p>
<p>${components.examples[code]?.summary}.</p>
${prose(components.examples[code]?.description ?? '', showCode)}</div>
</li>`,
  )}</ul>`;
};
