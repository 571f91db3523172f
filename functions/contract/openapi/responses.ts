import { PROBLEMS, type ProblemCode } from '../../http/problem.ts';
import { GATEWAY_ANSWERS, type GatewayStatus } from './gateway-answers.ts';
import type { Content, Operation } from './operation.ts';
import type { HeaderName } from './parameters.ts';
import { saysWhen } from './problem-examples.ts';

export const componentOf = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

/** Some answers are one of two things. */
const schemaOf = (names: readonly string[]) => {
  const [only, ...others] = names.map((name) => componentOf('schemas', name));
  if (only === undefined) return { type: 'string' };
  return others.length === 0 ? only : { oneOf: [only, ...others] };
};

const valuesByName = (examples: Content['examples']) =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));

export const contentOf = (content: Readonly<Record<string, Content>>) =>
  Object.fromEntries(
    Object.entries(content).map(([type, { schemas, examples }]) => [
      type,
      {
        schema: schemaOf(schemas),
        ...(Object.keys(examples).length === 0 ? {} : { examples: valuesByName(examples) }),
      },
    ]),
  );

const headersOf = (names: readonly HeaderName[]) =>
  names.length === 0
    ? {}
    : { headers: Object.fromEntries(names.map((name) => [name, componentOf('headers', name)])) };

const success = ({ success: { status, description, headers, content } }: Operation) => ({
  [status]: {
    description,
    ...headersOf(headers),
    ...(Object.keys(content).length === 0 ? {} : { content: contentOf(content) }),
  },
});

const problemHeaders = (codes: readonly ProblemCode[]): HeaderName[] => [
  ...(codes.some(saysWhen) ? (['Retry-After'] as const) : []),
  ...(codes.some((code) => PROBLEMS[code].stored) ? (['Idempotent-Replayed'] as const) : []),
];

/** A status belongs to several problems: the schema names those that this operation answers. */
const problemContent = (codes: readonly ProblemCode[]) => ({
  'application/problem+json': {
    schema: {
      allOf: [componentOf('schemas', 'Problem')],
      properties: { code: { enum: codes } },
    },
    examples: Object.fromEntries(codes.map((code) => [code, componentOf('examples', code)])),
  },
});

const gatewayContent = (status: GatewayStatus) => ({
  'application/json': {
    schema: componentOf('schemas', 'GatewayAnswer'),
    example: { message: GATEWAY_ANSWERS[status].message },
  },
});

/** Which of the gateway's own answers an operation can get. */
const gatewayStatuses = ({ scope, path, request }: Operation): GatewayStatus[] => [
  ...(path.includes('{') ? ([400, 404] as const) : []),
  ...(scope === null ? [] : ([401, 403] as const)),
  ...(request === undefined ? [] : ([413] as const)),
  ...([429, 500, 503] as const),
];

const refusal = (codes: readonly ProblemCode[], gateway: GatewayStatus | undefined) => ({
  description: [
    ...codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`),
    ...(gateway === undefined ? [] : [`From API Gateway itself: ${GATEWAY_ANSWERS[gateway].description}`]),
  ].join(' '),
  ...headersOf(problemHeaders(codes)),
  content: {
    ...(codes.length === 0 ? {} : problemContent(codes)),
    ...(gateway === undefined ? {} : gatewayContent(gateway)),
  },
});

/** Everything that an operation can answer, by status: its own success and problems, and what the gateway says. */
export const responsesOf = (operation: Operation) => {
  const gateway = gatewayStatuses(operation);
  const statuses = new Set<number>([...operation.problems.map((code) => PROBLEMS[code].status), ...gateway]);
  return {
    ...success(operation),
    ...Object.fromEntries(
      [...statuses].map((status) => [
        status,
        refusal(
          operation.problems.filter((code) => PROBLEMS[code].status === status),
          gateway.find((each) => each === status),
        ),
      ]),
    ),
  };
};
