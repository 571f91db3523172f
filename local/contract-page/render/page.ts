import { type OpenApiDocument, type Operation, operationsOf, type Schema } from '../document.ts';
import { setUpSamples } from '../samples/index.ts';
import { type Html, html, type Piece } from './html.ts';
import { anchorOf, operation } from './operation.ts';
import { problems, showCodeOf } from './problems.ts';
import { prose, type ShowCode } from './prose.ts';
import { samples } from './samples.ts';
import { membersOf, typeOf } from './schema.ts';
import { STYLE } from './style.ts';

const inTag = (operations: readonly Operation[], name: string): Operation[] =>
  operations.filter(({ tags }) => tags.includes(name));

const navigation = (
  { tags }: OpenApiDocument,
  operations: readonly Operation[],
): Html => html`<nav aria-label="Operations">
<a href="#first">Before the first call</a>
${tags.map(
  ({ name }) => html`<b>${name}</b>
<ul>${inTag(operations, name).map((each) => html`<li><a href="#${anchorOf(each)}">${each.summary}</a></li>`)}</ul>`,
)}
<a href="#problems">Problems</a>
<a href="#schemas">Schemas</a>
</nav>`;

const schema = (
  name: string,
  each: Schema,
  showCode: ShowCode,
): Piece => html`<section id="schema-${name}" aria-labelledby="schema-${name}-title">
<h3 id="schema-${name}-title">${name}</h3>
<p class="type">${typeOf(each)}</p>
${typeof each.description === 'string' ? prose(each.description, showCode) : undefined}
${membersOf(each, showCode)}
</section>`;

/** The whole contract on one page, which loads nothing and runs nothing. */
export const page = (document: OpenApiDocument, url: string): string => {
  const { info, tags, components } = document;
  const operations = operationsOf(document);
  const showCode = showCodeOf(document);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}: the contract</title>
<link rel="icon" href="data:,">
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header>
<h1>${info.title} ${info.version}: the contract</h1>
<p>Rendered from <a href="/openapi.json">/openapi.json</a>, as this run serves it. <a href="/">What it buys, live.</a></p>
</header>
${navigation(document, operations)}
<main>
<section class="introduction">${prose(info.description, showCode)}</section>
<section id="first">
<h2>Before the first call</h2>
<p>A token of this run, for the tenant <code>demo</code>; each sample below goes on from here. Ids and ETags come from earlier answers: <code>chargeId</code>, <code>$CHARGE_ID</code>.</p>
<div class="setup">${samples(setUpSamples(url))}</div>
</section>
${tags.map(
  ({ name, description }) => html`<section>
<h2>${name}</h2>
${prose(description, showCode)}
${inTag(operations, name).map((each) => operation(document, each))}
</section>`,
)}
<section id="problems">
<h2>All problems</h2>
${problems(document, showCode)}
</section>
<section id="schemas">
<h2>Schemas</h2>
${Object.entries(components.schemas).map(([name, each]) => schema(name, each, showCode))}
</section>
</main>
</body>
</html>
`.markup;
};
