import { type OpenApiDocument, type Operation, type ResponseObject, resolve } from '../document.ts';
import { content } from './content.ts';
import { type Html, html, type Piece } from './html.ts';
import { retryTag, showCodeAndRetryOf, showCodeOf } from './problems.ts';
import { prose } from './prose.ts';

const header = (document: OpenApiDocument, name: string, entry: object): Html => {
  const { description } = resolve<{ description: string }>(document, entry as { description: string });
  return html`<li><p><code>${name}</code></p>${prose(description, showCodeOf(document))}</li>`;
};

const success = (document: OpenApiDocument, status: string, response: ResponseObject): Html => {
  const headers = Object.entries(response.headers ?? {});
  return html`<li>
<p><strong>${status}</strong></p>
${prose(response.description, showCodeOf(document))}
${content(document, response.content)}
${headers.length === 0 ? undefined : html`<ul class="members">${headers.map(([name, entry]) => header(document, name, entry))}</ul>`}
</li>`;
};

/** One paragraph for each of the problems, which the description names one after the other, and for the gateway. */
const apart = (description: string): string => description.replaceAll(/(?<=\.) (?=`|From )/g, '\n\n');

const refusal = (document: OpenApiDocument, status: string, response: ResponseObject): Html => {
  // The gateway's own body does not say what to do.
  const isOfGateway = response.content?.['application/json'] !== undefined;
  const retry = isOfGateway ? document['x-idempotency'].withoutProblem[status] : undefined;
  return html`<li>
<p><strong>${status}</strong></p>
${prose(apart(response.description), showCodeAndRetryOf(document))}
${retry && html`<p>After the gateway’s own answer:${retryTag(retry)}</p>`}
</li>`;
};

/** Everything that an operation answers; what goes wrong is folded, since it is much. */
export const answers = (document: OpenApiDocument, { responses }: Operation): Piece => {
  const all = Object.entries(responses);
  const successes = all.filter(([status]) => Number(status) < 400);
  const refusals = all.filter(([status]) => Number(status) >= 400);
  return html`<ul class="answers">${successes.map(([status, each]) => success(document, status, each))}</ul>
<details>
<summary>What can go wrong, and what to do then: ${refusals.map(([status]) => status).join(', ')}</summary>
<ul class="answers">${refusals.map(([status, each]) => refusal(document, status, each))}</ul>
</details>`;
};
