import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Response } from '../rig/invoke.ts';

export const DOCUMENT_FILE = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json');

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
export const DOCUMENT: any = JSON.parse(readFileSync(DOCUMENT_FILE, 'utf8'));

/** Clients must bear members that they do not know; here each of them is one that nobody has documented. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in members ? { additionalProperties: false, ...members } : members;
};

const ajv = new Ajv2020({
  allErrors: true,
  validateSchema: false,
  strict: false,
  formats: {
    email: /^[^@\s]+@[^@\s]+$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    'uri-reference': /^\/\S+$/,
  },
});
ajv.addSchema(
  { ...DOCUMENT, components: { ...DOCUMENT.components, schemas: closed(DOCUMENT.components.schemas) } },
  'contract',
);

const pointer = (path: readonly string[]): string =>
  path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What the document has against a value, given the place of the schema; nothing when it is as documented. */
export const complaints = (value: unknown, ...place: string[]): string[] => {
  const validate = ajv.getSchema(`contract#/${pointer(place)}`);
  if (validate === undefined) throw new Error(`the document has no ${place.join(' ')}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
};

/** What every answer has and no operation documents by itself. */
const EVERYWHERE = ['content-type', 'cache-control'];

/** Expects a reply to be one that the document knows of this operation: its status, its headers, its body. */
export const expectDocumented = (route: string, reply: Response): void => {
  const [method = '', path = ''] = route.split(' ');
  const place = ['paths', path, method.toLowerCase(), 'responses', String(reply.status)];
  const documented = DOCUMENT.paths[path]?.[method.toLowerCase()]?.responses[reply.status];
  expect([reply.status, reply.json?.code, documented === undefined]).toEqual([
    reply.status,
    reply.json?.code,
    false,
  ]);

  const names = Object.keys(documented.headers ?? {});
  const sent = Object.keys(reply.headers).filter((name) => !EVERYWHERE.includes(name));
  expect(names.map((name) => name.toLowerCase())).toEqual(expect.arrayContaining(sent));
  for (const name of names) {
    const { required, schema } = DOCUMENT.components.headers[name];
    const value = reply.headers[name.toLowerCase()];
    if (required) expect([name, value]).toEqual([name, expect.any(String)]);
    if (value !== undefined && schema.type === 'string')
      expect(complaints(value, 'components', 'headers', name, 'schema')).toEqual([]);
  }

  const type = reply.headers['content-type'];
  if (type === undefined) expect([documented.content, reply.text]).toEqual([undefined, '']);
  else expect(complaints(reply.json, ...place, 'content', type, 'schema')).toEqual([]);
};
