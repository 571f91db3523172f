import { nameOf, type Schema } from '../document.ts';
import { between, type Html, html, type Piece } from './html.ts';
import { prose, type ShowCode } from './prose.ts';

const schemasOf = (value: unknown): Schema[] => (Array.isArray(value) ? value : []);

const range = (low: unknown, high: unknown, unit: string): string | undefined => {
  // JSON Schema cannot say "any integer"; the largest safe one stands for it.
  const isOpen = high === undefined || high === Number.MAX_SAFE_INTEGER;
  if (low === undefined) return isOpen ? undefined : `at most ${high}${unit}`;
  return isOpen ? `${low} or more${unit}` : `${low} to ${high}${unit}`;
};

const limits = (schema: Schema): Piece[] => {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, maxProperties, format, pattern } =
    schema;
  const { propertyNames, default: byDefault } = schema;
  const names = propertyNames as Schema | undefined;
  return [
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' items'),
    range(undefined, maxProperties, ' members'),
    names && range(names.minLength, names.maxLength, ' characters a name'),
    format === undefined ? undefined : `format ${format}`,
    // A format says to people what its pattern says to programs.
    pattern === undefined || format !== undefined ? undefined : html`matches <code>${String(pattern)}</code>`,
    byDefault === undefined ? undefined : html`<code>${JSON.stringify(byDefault)}</code> when left out`,
  ].filter((limit) => limit !== undefined);
};

const literals = (values: readonly unknown[]): Piece[] =>
  between(
    values.map((value) => html`<code>${JSON.stringify(value)}</code>`),
    ' or ',
  );

/** A type in a few words: `integer, 1 to 99999999`. Names lead to the schemas. */
export const typeOf = (schema: Schema): Piece[] => {
  const { $ref, type, items, additionalProperties, anyOf, oneOf } = schema;
  if (typeof $ref === 'string') {
    const name = nameOf({ $ref });
    return [html`<a href="#schema-${name}">${name}</a>`];
  }
  if ('const' in schema) return literals([schema.const]);
  if (Array.isArray(schema.enum)) return literals(schema.enum);
  const choices = [...schemasOf(anyOf), ...schemasOf(oneOf)];
  if (choices.length > 0) return between([between(choices.map(typeOf), ', or '), ...limits(schema)], '; ');
  if (type === 'array') return between([['array of ', typeOf(items as Schema)], ...limits(schema)], ', ');
  const named = Array.isArray(type) ? type.join(' or ') : String(type);
  const value = additionalProperties as Schema | undefined;
  const values: Piece[] = value?.type === undefined ? [] : [['each a ', typeOf(value)]];
  return between([named, ...limits(schema), ...values], ', ');
};

/** What stands behind a member or parameter that may be left out. */
export const optionalTag = (isSo: boolean): Piece =>
  isSo ? html` <span class="tag">optional</span>` : undefined;

/** The schema whose members are shown with this one: its own, or those of what its list holds. */
const withMembers = (schema: Schema): Schema | undefined => {
  if (schema.properties !== undefined) return schema;
  return schema.items === undefined ? undefined : withMembers(schema.items as Schema);
};

const member = (name: string, schema: Schema, isRequired: boolean, showCode: ShowCode): Html => html`<li>
<p><code>${name}</code> <span class="type">${typeOf(schema)}</span>${optionalTag(!isRequired)}</p>
${typeof schema.description === 'string' ? prose(schema.description, showCode) : undefined}
${membersOf(schema, showCode)}
</li>`;

/** The members of an object, and theirs. */
export const membersOf = (schema: Schema, showCode: ShowCode): Html | undefined => {
  const object = withMembers(schema);
  if (object === undefined) return undefined;
  const required = new Set(Array.isArray(object.required) ? object.required : []);
  const members = Object.entries(object.properties as Record<string, Schema>);
  return html`<ul class="members">${members.map(([name, each]) => member(name, each, required.has(name), showCode))}</ul>`;
};

/** Every keyword that is shown, or that says nothing to people beyond what is shown. A test holds the document to it. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'const', 'enum', 'anyOf', 'oneOf', 'properties', 'required', 'items'],
  ...['additionalProperties', 'propertyNames', 'description', 'default', 'format', 'pattern'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties', 'examples'],
]);
