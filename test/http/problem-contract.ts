import { expect } from '@jest/globals';
import type { Response } from '../rig/invoke.ts';

type Retry = 'never' | 'same-key' | 'new-key';
type Row = readonly [status: number, retry: Retry, isStored: boolean];

/**
 * The contract's table, written down a second time on purpose: clients program against these values, so a change of
 * the code's own table has to be made here as well, by somebody who means it.
 */
export const CONTRACT = {
  'idempotency-key-missing': [400, 'never', false],
  'idempotency-key-invalid': [400, 'never', false],
  'malformed-json': [400, 'never', false],
  'validation-failed': [400, 'never', false],
  'tenant-missing': [403, 'never', false],
  'not-found': [404, 'never', false],
  'card-declined': [402, 'new-key', true],
  'request-in-progress': [409, 'same-key', false],
  'charge-abandoned': [409, 'new-key', true],
  'charge-not-refundable': [409, 'never', false],
  'refund-exceeds-charge': [409, 'never', false],
  'refund-failed': [409, 'new-key', true],
  'refund-abandoned': [409, 'new-key', true],
  'signature-invalid': [400, 'never', false],
  'order-payment-in-progress': [409, 'same-key', false],
  'order-already-paid': [409, 'never', false],
  'order-not-editable': [409, 'never', false],
  'order-amount-mismatch': [409, 'never', false],
  'precondition-failed': [412, 'never', false],
  'body-too-large': [413, 'never', false],
  'unsupported-media-type': [415, 'never', false],
  'idempotency-key-reused': [422, 'never', false],
  'internal-error': [500, 'same-key', false],
  'outcome-unknown': [503, 'same-key', false],
  unavailable: [503, 'same-key', false],
} as const satisfies Record<string, Row>;

export type Code = keyof typeof CONTRACT;

const MEMBERS = ['type', 'title', 'status', 'detail', 'instance', 'code', 'retry'];

/** Members that a code's document has besides those that all have. */
const MORE_MEMBERS: Readonly<Partial<Record<Code, readonly string[]>>> = {
  'validation-failed': ['errors'],
  'card-declined': ['chargeId', 'failure'],
  'charge-abandoned': ['chargeId', 'failure'],
  'refund-exceeds-charge': ['refundable'],
  'refund-failed': ['refundId', 'chargeId', 'failure'],
  'refund-abandoned': ['refundId', 'chargeId', 'failure'],
  'order-payment-in-progress': ['chargeId'],
  'order-already-paid': ['chargeId'],
  'order-amount-mismatch': ['total', 'currency'],
};

const RETRY_AFTER: readonly Code[] = [
  'request-in-progress',
  'order-payment-in-progress',
  'outcome-unknown',
  'unavailable',
];

/** Expects a reply to be this problem, whole: its status, its form, exactly its members, and when to come back. */
export const expectProblem = (reply: Response, code: Code): void => {
  const [status, retry] = CONTRACT[code];

  expect([reply.json?.code, reply.status]).toEqual([code, status]);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  expect(reply.json).toMatchObject({ type: `/problems/${code}`, status, retry });
  expect(Object.keys(reply.json).sort()).toEqual([...MEMBERS, ...(MORE_MEMBERS[code] ?? [])].sort());
  for (const text of [reply.json.title, reply.json.detail, reply.json.instance]) expect(text).toMatch(/\S/);
  if (RETRY_AFTER.includes(code)) expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  else expect(reply.headers['retry-after']).toBeUndefined();
};
