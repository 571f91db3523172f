import {
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Reference,
  resolve,
  type Schema,
} from '../document.ts';
import { samplesOf } from '../samples/index.ts';
import { answers } from './answers.ts';
import { content } from './content.ts';
import { between, type Html, html, type Piece } from './html.ts';
import { showCodeOf } from './problems.ts';
import { prose } from './prose.ts';
import { samples } from './samples.ts';
import { membersOf, optionalTag, typeOf } from './schema.ts';

/** An operation's place in the page. */
export const anchorOf = ({ operationId }: Operation): string => operationId.replaceAll('.', '-');

const parameter = (document: OpenApiDocument, entry: Parameter | Reference): Html => {
  const { name, in: place, required = false, description, schema } = resolve<Parameter>(document, entry);
  return html`<li>
<p><code>${name}</code> <span class="type">in the ${place}: ${typeOf(schema)}</span>${optionalTag(!required)}</p>
${prose(description, showCodeOf(document))}
</li>`;
};

const body = (document: OpenApiDocument, { requestBody }: Operation): Piece => {
  if (requestBody === undefined) return undefined;
  const schemas = Object.values(requestBody.content).map(({ schema }) => resolve<Schema>(document, schema));
  return html`<h4>Body</h4>
${content(document, requestBody.content)}
${schemas.map((schema) => membersOf(schema, showCodeOf(document)))}`;
};

const scopes = ({ security }: Operation): Piece => {
  const all = security.flatMap((scheme) => Object.values(scheme).flat());
  if (all.length === 0) return 'no token';
  return [
    'scope ',
    between(
      all.map((scope) => html`<code>${scope}</code>`),
      ', ',
    ),
  ];
};

/** One operation: what it does, how it is called, what it takes and everything that it answers. */
export const operation = (document: OpenApiDocument, each: Operation): Html => {
  const { method, path, summary, description, parameters = [] } = each;
  const anchor = anchorOf(each);
  const isKeyed = each['x-idempotency'].required;
  return html`<article id="${anchor}" aria-labelledby="${anchor}-title">
<div>
<h3 id="${anchor}-title">${summary}</h3>
<p class="call"><code><b>${method}</b> ${path}</code></p>
<p class="terms">${scopes(each)} · ${isKeyed ? 'needs an idempotency key' : 'needs no key'}</p>
${prose(description, showCodeOf(document))}
</div>
<div class="samples">${samples(samplesOf(document, each))}</div>
<div>
${
  parameters.length === 0
    ? undefined
    : html`<h4>Parameters</h4>
<ul class="members">${parameters.map((entry) => parameter(document, entry))}</ul>`
}
${body(document, each)}
<h4>Answers</h4>
${answers(document, each)}
</div>
</article>`;
};
