import { type Content, type OpenApiDocument, resolve } from '../document.ts';
import { html, type Piece } from './html.ts';
import { typeOf } from './schema.ts';

/** A body: its media types, their schemas, and an example of each kind. */
export const content = (document: OpenApiDocument, byType: Content = {}): Piece =>
  Object.entries(byType).map(
    ([type, { schema, examples = {} }]) => html`<p><code>${type}</code>: ${typeOf(schema)}</p>
${Object.entries(examples).map(([name, entry]) => {
  const { value } = resolve<{ value: unknown }>(document, entry);
  return html`<details>
<summary>Example: ${name}</summary>
<pre>${JSON.stringify(value, null, 2)}</pre>
</details>`;
})}`,
  );
