import { type OpenApiDocument, type Operation, type Parameter, resolve } from '../document.ts';

/** A value that stands in the call, or the name of the variable that has it: nobody knows the ids of this run. */
export type Given = { readonly literal: unknown } | { readonly variable: readonly string[] };

export type Named = readonly [name: string, given: Given];

/** One call of an operation as a sample shows it, whatever the language. */
export interface SampleCall {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly needsToken: boolean;
  readonly pathParameters: readonly Named[];
  readonly query: readonly Named[];
  /** `undefined` where none is needed. */
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: Given | undefined;
  readonly body: unknown;
  /** Whether its success has a body. */
  readonly isAnswered: boolean;
}

/** `charge` for the parameter that stands behind `/charges/`. */
export const resourceBefore = (path: string, parameter = ''): string => {
  const segments = path.split('/');
  const place = segments.indexOf(`{${parameter}}`);
  return (place < 0 ? segments : segments.slice(0, place)).at(-1)?.replace(/s$/, '') ?? '';
};

const toGiven = (path: string, { name, example }: Parameter): Given =>
  example === undefined ? { variable: [resourceBefore(path, name), 'id'] } : { literal: example };

const IF_MATCH: Given = { variable: ['etag'] };

/**
 * The calls that show an operation: one, and another for the question what a key has done. None for an operation that
 * needs a header which nobody writes by hand, such as a signature.
 */
export const sampleCalls = (document: OpenApiDocument, operation: Operation): SampleCall[] => {
  const { operationId, method, path, security, requestBody, responses } = operation;
  const parameters = (operation.parameters ?? []).map((each) => resolve<Parameter>(document, each));
  const inHeader = parameters.filter((each) => each.in === 'header');
  if (inHeader.some(({ required, example }) => required && example === undefined)) return [];

  const isKeyed = operation['x-idempotency'].required;
  const key = inHeader.find(({ name }) => isKeyed && name === 'Idempotency-Key')?.example;
  const examples = Object.values(requestBody?.content['application/json']?.examples ?? {});
  const [example] = examples.map((each) => resolve<{ value: unknown }>(document, each));
  const call: SampleCall = {
    operationId,
    method,
    path,
    needsToken: security.length > 0,
    pathParameters: parameters
      .filter((each) => each.in === 'path')
      .map((each) => [each.name, toGiven(path, each)]),
    query: [],
    idempotencyKey: key === undefined ? undefined : String(key),
    ifMatch: inHeader.some(({ name }) => name === 'If-Match') ? IF_MATCH : undefined,
    body: example?.value,
    isAnswered: Object.entries(responses).some(([status, { content }]) => Number(status) < 300 && content),
  };
  const inQuery = parameters.filter((each) => each.in === 'query');
  const asked = inQuery.filter(({ name }, place) => place === 0 || name === document['x-idempotency'].lookUp);
  if (asked.length === 0) return [call];
  return asked.map((each) => ({ ...call, query: [[each.name, toGiven(path, each)]] }));
};
