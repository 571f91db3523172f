import * as z from 'zod/mini';
import project from '../../../package.json' with { type: 'json' };
import { PROBLEMS } from '../../http/problem.ts';
import { PROBLEM_GUIDE } from '../problem-guide.ts';
import { CHARGE_OPERATIONS } from './charge-operations.ts';
import { INTRODUCTION } from './introduction.ts';
import { NOTES } from './notes.ts';
import { OPEN_OPERATIONS } from './open-operations.ts';
import type { Operation } from './operation.ts';
import { ORDER_OPERATIONS } from './order-operations.ts';
import { HEADERS, PARAMETERS } from './parameters.ts';
import { keyPolicy, operationPolicy } from './policy.ts';
import { problemExample } from './problem-examples.ts';
import { CODES } from './problem-schema.ts';
import { REFUND_OPERATIONS } from './refund-operations.ts';
import { componentOf, contentOf, responsesOf } from './responses.ts';
import { WEBHOOK_OPERATIONS } from './webhook-operations.ts';
import './request-schemas.ts';
import './resource-schemas.ts';

export const OPERATIONS: readonly Operation[] = [
  ...CHARGE_OPERATIONS,
  ...REFUND_OPERATIONS,
  ...ORDER_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...OPEN_OPERATIONS,
];

/** The schemas that validate requests and those of the answers, as JSON Schema. */
const schemas = (): Record<string, object> => {
  const generated = z.toJSONSchema(NOTES, {
    metadata: NOTES,
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  }).schemas;
  const entries = Object.entries(generated).map(([id, { $schema, $id, ...schema }]) => [id, schema] as const);
  return Object.fromEntries(entries);
};

const examples = () =>
  Object.fromEntries(
    CODES.map((code) => {
      const { meaning, whatToDo } = PROBLEM_GUIDE[code];
      return [
        code,
        { summary: PROBLEMS[code].title, description: `${meaning} ${whatToDo}`, value: problemExample(code) },
      ];
    }),
  );

const operationObject = (operation: Operation) => {
  const { id, scope, tag, summary, description, parameters, request, problems } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    // OpenAPI 3.1 §4.8.30: for a scheme that is not OAuth2, the roles that the caller needs.
    security: scope === null ? [] : [{ accessToken: [scope] }],
    'x-idempotency': operationPolicy(parameters.includes('IdempotencyKey'), problems),
    ...(parameters.length === 0
      ? {}
      : { parameters: parameters.map((name) => componentOf('parameters', name)) }),
    ...(request === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf({ 'application/json': request }) } }),
    responses: responsesOf(operation),
  };
};

const paths = () => {
  const byPath: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    byPath[operation.path] = {
      ...byPath[operation.path],
      [operation.method]: operationObject(operation),
    };
  }
  return byPath;
};

/** The contract: an OpenAPI 3.1 document, made from the schemas and tables that the functions themselves run by. */
const openApi = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Payonce',
    version: project.version,
    summary: 'Charges and orders that happen once',
    description: INTRODUCTION,
    license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'Wherever this document was read.' }],
  tags: [
    { name: 'Charges', description: 'Money, moved once per key.' },
    { name: 'Refunds', description: 'Money given back, never more than was charged.' },
    { name: 'Orders', description: 'What is sold; paid by one charge at most.' },
    { name: 'Webhooks', description: 'What the payment processor calls.' },
    { name: 'Contract', description: 'This document and the pages of its problems. Anybody may read them.' },
  ],
  'x-idempotency': keyPolicy(),
  paths: paths(),
  components: {
    securitySchemes: {
      accessToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'A JWT of the issuer that the deployment trusts: of its own Cognito user pool, by client credentials, or of another issuer. The scope that an operation needs stands beside it. The tenant is a claim of the token (`sub`, unless the deployment says otherwise) and must stay the same, since keys belong to it.',
      },
    },
    parameters: PARAMETERS,
    headers: HEADERS,
    schemas: schemas(),
    examples: examples(),
  },
});

/** The document as it is committed. */
export const openApiText = (): string => `${JSON.stringify(openApi(), null, 2)}\n`;
