import { expect } from '@jest/globals';
import type { Request, Response } from '../rig/invoke.ts';
import { CHARGE, charge, ORDER, order, type Service } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { type Code, expectProblem } from './problem-contract.ts';

/** A call with a body, and a body that it accepts. */
export interface Writing {
  readonly route: string;
  readonly good: object;
  readonly goodStatus: number;
  readonly path?: Readonly<Record<string, string>>;
}

export const POST_CHARGES: Writing = { route: 'POST /charges', good: CHARGE, goodStatus: 201 };
export const POST_ORDERS: Writing = { route: 'POST /orders', good: ORDER, goodStatus: 201 };

/** Every call of a client that has a body; the order that the PUT replaces and the charge to refund are there first. */
export const everyWriting = async ({ call }: Service): Promise<readonly Writing[]> => {
  const { json } = await call(order('order-to-replace'));
  const { json: paid } = await call(charge('charge-to-refund'));
  return [
    POST_CHARGES,
    POST_ORDERS,
    { route: 'POST /charges/{id}/refunds', good: { amount: 1 }, goodStatus: 201, path: { id: paid.id } },
    { route: 'PUT /orders/{id}', good: ORDER, goodStatus: 200, path: { id: json.id } },
  ];
};

/** Those whose body may have metadata: a refund has none. */
export const withMetadata = (writings: readonly Writing[]): readonly Writing[] =>
  writings.filter(({ route }) => !route.endsWith('/refunds'));

/** One key for all that is refused: the more refusals it outlives, the more its last use shows. */
const KEY = 'refused-so-far';

const request = ({ route, path }: Writing): Request => ({ route, key: KEY, ...(path ? { path } : {}) });

/** Sends a bad request and expects `code`; that no table holds anything else than before; and that no money moved. */
export const expectRefused = async (
  service: Service,
  writing: Writing,
  bad: Pick<Request, 'body' | 'bytes' | 'headers'>,
  code: Code,
): Promise<Response> => {
  const before = await storedItems(service);
  const { charge: charges, refund: refunds } = service.processor.calls;
  const asked = [charges.length, refunds.length];

  const reply = await service.call({ ...request(writing), ...bad });

  expectProblem(reply, code);
  expect(await storedItems(service)).toEqual(before);
  expect([charges.length, refunds.length]).toEqual(asked);
  expect(service.telemetry.failures).toEqual([]);
  return reply;
};

/** A good body is accepted under the key of all the refusals before: none of them has used it up. */
export const expectKeyUnused = async (service: Service, writing: Writing): Promise<void> => {
  const reply = await service.call({ ...request(writing), body: writing.good });

  expect([reply.status, reply.headers['idempotent-replayed']]).toEqual([writing.goodStatus, undefined]);
};
