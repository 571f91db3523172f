import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const DOCUMENT = join(import.meta.dirname, '../docs/openapi.json');

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-idempotency'?: { readonly required: boolean };
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const NOTE = '// Made from docs/openapi.json by `npm run client:generate`.\n';

/** What the client calls: everything that takes an access token. */
const operationsText = (paths: Paths): string => {
  const groups: Record<string, Record<string, object>> = {};
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.security.length === 0) continue;
      const [group = '', name = ''] = operation.operationId.split('.');
      const success = Number(Object.keys(operation.responses).find((status) => status.startsWith('2')));
      const isKeyed = operation['x-idempotency']?.required === true;
      const call = { method: method.toUpperCase(), path, success, ...(isKeyed && { isKeyed }) };
      groups[group] = { ...groups[group], [name]: call };
    }
  return `${NOTE}export const OPERATIONS = ${JSON.stringify(groups, null, 2)} as const;\n`;
};

const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
const types = await openapiTS(pathToFileURL(DOCUMENT), {
  // A member with a default may be left out of a request.
  defaultNonNullable: false,
  immutable: true,
  silent: true,
});

const directory = process.argv[2] ?? join(import.meta.dirname, 'generated');
writeFileSync(join(directory, 'operations.ts'), operationsText(document.paths));
writeFileSync(join(directory, 'openapi.ts'), `${NOTE}${astToString(types)}`);
