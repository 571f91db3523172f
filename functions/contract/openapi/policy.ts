import { PROBLEMS, type ProblemCode } from '../../http/problem.ts';
import { GATEWAY_ANSWERS } from './gateway-answers.ts';
import { CODES } from './problem-schema.ts';

const STORED = CODES.filter((code) => PROBLEMS[code].stored);

/** What each member means, in the order of the members. */
const MEMBERS = {
  header: 'the request header that carries the key',
  scope: 'what a key belongs to: the same key under another tenant or another operation is another key',
  retention: 'how long a key is remembered',
  fingerprint: 'what must be equal for a request to be a repeat; with anything else the answer is `mismatch`',
  mismatch: 'the problem that answers a known key with another request',
  definitive:
    'the answers that are stored: every repeat gets them byte for byte (status, body, content-type, location); all others may change',
  replay: 'the response header, and its value, that marks a repeated answer',
  lookUp: 'the query parameter, on the collection, that finds what a key has created',
  retry: 'what the values of `retry` tell a client to do',
  problems: 'for each problem: its status, its `retry`, and whether it is stored',
  withoutProblem:
    'for answers whose body is no problem document: what to do, by status; any other 5xx, and no answer at all, count as `same-key`',
} as const;

/** The key policy for programs: `x-idempotency` of the document. */
export const keyPolicy = () => ({
  description: `How idempotency keys work, for programs. ${Object.entries(MEMBERS)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}.`)
    .join(
      ' ',
    )} In an operation, \`required\` says whether it needs a key, and \`definitive\` which of its own answers are stored.`,
  ...({
    header: 'Idempotency-Key',
    scope: ['tenant', 'operation'],
    retention: 'forever',
    fingerprint: ['method', 'route', 'path parameters', 'canonical body as it was received (RFC 8785)'],
    mismatch: 'idempotency-key-reused',
    definitive: { statuses: [201], problems: STORED },
    replay: { header: 'Idempotent-Replayed', value: 'true' },
    lookUp: 'idempotencyKey',
    retry: {
      never:
        'The same request can only fail again: mend it first. Its key is not used up, unless another request has it.',
      'same-key': 'Repeat the request unchanged, with the same key, after Retry-After if there is one.',
      'new-key': 'Final. Trying again is a new intent, with a new key.',
    },
    problems: Object.fromEntries(
      CODES.map((code) => {
        const { status, retry, stored } = PROBLEMS[code];
        return [code, { status, retry, stored }];
      }),
    ),
    withoutProblem: Object.fromEntries(
      Object.entries(GATEWAY_ANSWERS).map(([status, { retry }]) => [status, retry]),
    ),
  } satisfies Record<keyof typeof MEMBERS, unknown>),
});

/** What of it concerns one operation. GET, PUT and DELETE are idempotent by nature: they need no key and ignore one. */
export const operationPolicy = (isKeyed: boolean, problems: readonly ProblemCode[]) =>
  isKeyed
    ? {
        required: true,
        definitive: { statuses: [201], problems: problems.filter((code) => PROBLEMS[code].stored) },
      }
    : { required: false };
