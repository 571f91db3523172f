import * as z from 'zod/mini';
import { explain } from '../problem-page.ts';
import { note } from './notes.ts';
import { json, type Operation } from './operation.ts';

note(
  z.object({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) }),
  { id: 'OpenApiDocument', description: 'An OpenAPI document.' },
  { openapi: "The specification's version.", info: 'What this is.', paths: 'The operations.' },
);

/** What anybody may call: there is nothing secret about a contract. */
export const OPEN_OPERATIONS: readonly Operation[] = [
  {
    id: 'contract.document',
    method: 'get',
    path: '/openapi.json',
    scope: null,
    tag: 'Contract',
    summary: 'Read this document',
    description: 'The contract of this very deployment.',
    parameters: [],
    success: {
      status: 200,
      description: 'An OpenAPI 3.1 document.',
      headers: [],
      content: json(['OpenApiDocument'], {}),
    },
    problems: ['internal-error'],
  },
  {
    id: 'contract.problem-page',
    method: 'get',
    path: '/problems/{code}',
    scope: null,
    tag: 'Contract',
    summary: 'Read what a problem means',
    description:
      "What a problem's `type` leads to: what it means and what to do. A page for people, or JSON for whoever prefers it in `Accept`.",
    parameters: ['ProblemCode'],
    success: {
      status: 200,
      description: 'The problem, explained.',
      headers: [],
      content: {
        'text/html': { schemas: [], examples: {} },
        ...json(['ProblemExplanation'], { outcomeUnknown: explain('outcome-unknown') }),
      },
    },
    problems: ['not-found', 'internal-error'],
  },
];
