import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPERATIONS, openApiText } from '../../functions/contract/openapi/openapi.ts';
import { ROUTES, STRIPE_ROUTES } from '../../infra/routes.ts';
import { needsToken, qualifiedScope } from '../../infra/scopes.ts';
import { DOCUMENT_FILE } from './document.ts';

describe('docs/openapi.json', () => {
  it('is what the schemas and tables of the code generate', () => {
    if (readFileSync(DOCUMENT_FILE, 'utf8') !== openApiText())
      throw new Error(
        'The contract has changed: run `npm run openapi`, and commit docs/openapi.json with the code.',
      );
  });

  it('has the routes that are deployed, each with the scope that it asks for', () => {
    const deployed = [...ROUTES, ...STRIPE_ROUTES].map(({ method, path, entry, scope }) => ({
      call: `${method} ${path}`,
      id: entry.replace('/', '.'),
      scope: needsToken(scope) ? qualifiedScope(scope) : null,
    }));
    const documented = OPERATIONS.map(({ method, path, id, scope }) => ({
      call: `${method.toUpperCase()} ${path}`,
      id,
      scope,
    }));

    expect(documented).toEqual(expect.arrayContaining(deployed));
    expect(documented).toHaveLength(deployed.length);
  });
});
