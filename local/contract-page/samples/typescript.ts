import { type Given, type Named, resourceBefore, type SampleCall } from './sample-call.ts';

const quoted = (text: string): string => {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
};

const memberName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** Longer lines are broken: what stands beside an operation's text is not much wider. */
const LINE_MAX = 60;

const fitsInLine = (line: string, indent: string): boolean =>
  line.length + indent.length <= LINE_MAX && !line.includes('\n');

/** A value of JSON as people write it in TypeScript: on one line where it is short. */
export const toLiteral = (value: unknown, indent = ''): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((each) => toLiteral(each, inner))
    : Object.entries(value).map(([name, each]) => `${memberName(name)}: ${toLiteral(each, inner)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  const line = isList ? `[${entries.join(', ')}]` : `{ ${entries.join(', ')} }`;
  if (fitsInLine(line, indent)) return line;
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}${close}`;
};

const camelCased = ([first = '', ...others]: readonly string[]): string =>
  first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

const toCode = (given: Given): string =>
  'literal' in given ? toLiteral(given.literal) : camelCased(given.variable);

const member = (name: string, code: string): string => (name === code ? name : `${name}: ${code}`);

const group = (name: string, all: readonly Named[]): string[] =>
  all.length === 0
    ? []
    : [`${name}: { ${all.map(([each, given]) => member(memberName(each), toCode(given))).join(', ')} }`];

const argumentsOf = (call: SampleCall, indent: string): string => {
  const { pathParameters, query, idempotencyKey, ifMatch, body } = call;
  const members = [
    ...group('path', pathParameters),
    ...group('query', query),
    ...(idempotencyKey === undefined ? [] : ['idempotencyKey']),
    ...(ifMatch === undefined ? [] : [member('ifMatch', toCode(ifMatch))]),
    ...(body === undefined ? [] : [`body: ${toLiteral(body, `${indent}  `)}`]),
  ];
  const line = `{ ${members.join(', ')} }`;
  if (fitsInLine(line, indent)) return line;
  return `{\n${members.map((each) => `${indent}  ${each},\n`).join('')}${indent}}`;
};

const once = (call: SampleCall): string => {
  const resource = resourceBefore(call.path);
  return [
    '// One intent, one key: stored, the same after a reload and in a second tab.',
    `const ${resource}Intent = intent(localStorage, '${resource}-7');`,
    `const { data, replayed } = await ${resource}Intent.run((idempotencyKey) =>`,
    `  payonce.${call.operationId}(${argumentsOf(call, '  ')}),`,
    ');',
  ].join('\n');
};

const plain = (call: SampleCall, isFirst: boolean): string => {
  const answer = call.isAnswered ? `const ${isFirst ? '{ data }' : '{ data: found }'} = ` : '';
  return `${answer}await payonce.${call.operationId}(${argumentsOf(call, '')});`;
};

/** What every sample of the client begins with. */
export const typescriptSetUp = (url: string): string =>
  `import { createClient, intent } from '@payonce/client';

const payonce = createClient({
  baseUrl: '${url}',
  token: async () => {
    const response = await fetch('${url}/local/token?tenant=demo');
    return (await response.json()).token;
  },
});`;

/** The calls with the client. It has those that need a token. */
export const typescriptSample = (calls: readonly SampleCall[]): string | undefined => {
  if (!calls.some(({ needsToken }) => needsToken)) return undefined;
  return calls
    .map((call, place) => (call.idempotencyKey === undefined ? plain(call, place === 0) : once(call)))
    .join('\n\n');
};
