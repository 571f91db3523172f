import document from '../../../docs/openapi.json' with { type: 'json' };
import type { OpenApiDocument, Schema } from '../../../local/contract-page/document.ts';

/** The contract as it is committed, and served. */
export const DOCUMENT = document as unknown as OpenApiDocument;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** A schema and all those inside it. */
export const withInner = (schema: Schema): Schema[] => {
  const { properties, anyOf, oneOf, allOf, items, additionalProperties, propertyNames } = schema;
  const inner = [
    ...Object.values(properties ?? {}),
    ...[anyOf, oneOf, allOf].flatMap((each) => (Array.isArray(each) ? each : [])),
    ...[items, additionalProperties, propertyNames],
  ];
  return [schema, ...inner.filter(isSchema).flatMap(withInner)];
};
