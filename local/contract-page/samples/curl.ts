import type { Given, SampleCall } from './sample-call.ts';

const variableOf = (words: readonly string[]): string => words.join('_').toUpperCase();

/** Inside double quotes, where only variables stand out: what the document gives as an example of a path is plain. */
const inAddress = (given: Given): string =>
  'literal' in given ? encodeURIComponent(String(given.literal)) : `$${variableOf(given.variable)}`;

const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const header = (name: string, given: Given): string =>
  'literal' in given
    ? `-H ${singleQuoted(`${name}: ${given.literal}`)}`
    : `-H "${name}: $${variableOf(given.variable)}"`;

const addressOf = ({ path, pathParameters, query }: SampleCall): string => {
  const filled = pathParameters.reduce(
    (address, [name, given]) => address.replace(`{${name}}`, inAddress(given)),
    path,
  );
  const asked = query.map(([name, given]) => `${name}=${inAddress(given)}`).join('&');
  return `"$API${filled}${asked && `?${asked}`}"`;
};

const oneCall = (call: SampleCall): string => {
  const { method, needsToken, idempotencyKey, ifMatch, body } = call;
  const isSaid = method !== 'GET' && !(method === 'POST' && body !== undefined);
  return [
    `curl -i ${isSaid ? `-X ${method} ` : ''}${addressOf(call)}`,
    ...(needsToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(idempotencyKey === undefined ? [] : [header('Idempotency-Key', { literal: idempotencyKey })]),
    ...(ifMatch === undefined ? [] : [header('If-Match', ifMatch)]),
    ...(body === undefined
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d ${singleQuoted(JSON.stringify(body, null, 2).replaceAll('\n', '\n  '))}`,
        ]),
  ].join(' \\\n  ');
};

/** What every sample of curl begins with. */
export const curlSetUp = (url: string): string =>
  [
    `API=${url}`,
    `TOKEN=$(curl -s "$API/local/token?tenant=demo" | node -pe 'JSON.parse(fs.readFileSync(0)).token')`,
  ].join('\n');

export const curlSample = (calls: readonly SampleCall[]): string | undefined =>
  calls.length === 0 ? undefined : calls.map(oneCall).join('\n\n');
