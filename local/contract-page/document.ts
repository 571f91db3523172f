/** What of an OpenAPI 3.1 document the page reads. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly examples: Readonly<Record<string, ProblemExample>>;
    readonly [kind: string]: Readonly<Record<string, object>>;
  };
  readonly 'x-idempotency': KeyPolicy;
}

export interface KeyPolicy {
  /** The query parameter that finds what a key has created. */
  readonly lookUp: string;
  readonly problems: Readonly<
    Record<string, { readonly status: number; readonly retry: string; readonly stored: boolean }>
  >;
  /** `retry` by the status of an answer of the gateway itself. */
  readonly withoutProblem: Readonly<Record<string, string>>;
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
  /** Empty where anybody may call. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-idempotency': { readonly required: boolean };
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example?: string | number;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string } | Reference>>;
  readonly content?: Content;
}

export type Content = Readonly<
  Record<
    string,
    {
      readonly schema: Schema;
      readonly examples?: Readonly<Record<string, { readonly value: unknown } | Reference>>;
    }
  >
>;

export interface ProblemExample {
  readonly summary: string;
  readonly description: string;
  readonly value: unknown;
}

/** A JSON Schema; `schema.ts` says which of its keywords are shown. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Reference {
  readonly $ref: string;
}

/** An operation and where it is. */
export interface Operation extends OperationObject {
  readonly method: string;
  readonly path: string;
}

/** All operations, in the order of the document. */
export const operationsOf = ({ paths }: OpenApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );

/** `Charge` of `#/components/schemas/Charge`. */
export const nameOf = ({ $ref }: Reference): string => $ref.slice($ref.lastIndexOf('/') + 1);

/** @throws Error when it leads nowhere: the page must not leave out what the document has */
export const resolve = <T extends object>({ components }: OpenApiDocument, node: T | Reference): T => {
  if (!('$ref' in node)) return node;
  const [, , kind = '', name = ''] = node.$ref.split('/');
  const found = components[kind]?.[name];
  if (found === undefined) throw new Error(`The document has no ${node.$ref}`);
  return found as T;
};
