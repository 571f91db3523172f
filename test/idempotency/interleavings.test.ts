import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { type GatedAttempt, startAttempt, WAYS, type Way } from '../rig/gated-attempt.ts';
import type { Request, Response } from '../rig/invoke.ts';
import { bytesOf } from '../rig/replies.ts';
import {
  CHARGE,
  charge,
  LEASE_MS,
  order,
  SETTLE_AFTER_MS,
  type Service,
  startService,
} from '../rig/service.ts';
import type { StoredItem } from '../rig/stored.ts';
import { untilDefinitive } from '../rig/until-definitive.ts';

/** Some hundred ways through the protocol in some seconds; `SEED=… RUNS=…` goes other ways, and more of them. */
const SEED = Number(process.env.SEED ?? 20_260_101);
const RUNS = Number(process.env.RUNS ?? 120);
const TIMEOUT_MS = 30_000 + RUNS * 500;
const ATTEMPTS_MAX = 4;

/** Some calls of an attempt go through, the next one ends in some way; then it stands still at the one after that. */
interface Course {
  readonly smoothly: number;
  readonly way: Way;
}
type Step =
  | ({ readonly kind: 'start'; readonly key: 'a' | 'b' } & Course)
  | ({ readonly kind: 'go-on'; readonly pick: number } & Course)
  | { readonly kind: 'pass'; readonly durationMs: number }
  | { readonly kind: 'cancel-order' };

const course = { smoothly: fc.nat(2), way: fc.constantFrom(...WAYS) };
const key = fc.constantFrom('a' as const, 'a' as const, 'b' as const);
const start = fc.record({ kind: fc.constant('start' as const), key, ...course });
const goOn = fc.record({ kind: fc.constant('go-on' as const), pick: fc.nat(ATTEMPTS_MAX), ...course });
const durationMs = fc.constantFrom(1_000, LEASE_MS, LEASE_MS, SETTLE_AFTER_MS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: start },
  { weight: 6, arbitrary: goOn },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), durationMs }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cancel-order' as const }) },
);
const scenario = fc.record({
  withOrder: fc.boolean(),
  paymentMethod: fc.constantFrom('pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined'),
  steps: fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }),
  /** How late the clients come back for their answers, and which of them first. */
  lateMs: fc.constantFrom(0, LEASE_MS, SETTLE_AFTER_MS),
  backFirst: fc.constantFrom('a' as const, 'b' as const),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const prepare = async (service: Service, { withOrder, paymentMethod }: Scenario) => {
  const placed = withOrder ? (await service.call(order('o'))).json : undefined;
  const body = { ...CHARGE, paymentMethod, ...(placed ? { amount: placed.total, orderId: placed.id } : {}) };
  const request = (key: string): Request => charge(key, body);
  return { request, orderId: placed?.id as string | undefined };
};

const chargeKey = (key: string) => ({ pk: tableKey('acme', idFor(CHARGES_CREATE, 'acme', key)) });

/** What holds at every moment: an order is `paying` by a charge exactly while that charge is in progress. */
const expectOrderInStep = async ({ engine, tables }: Service, orderId: string | undefined): Promise<void> => {
  if (orderId === undefined) return;
  const { Responses: read = {} } = await engine.send(
    new BatchGetCommand({
      RequestItems: {
        [tables.orders]: { Keys: [{ pk: tableKey('acme', orderId) }], ConsistentRead: true },
        [tables.charges]: { Keys: [chargeKey('a'), chargeKey('b')], ConsistentRead: true },
      },
    }),
  );
  const [placed] = read[tables.orders] as StoredItem[];
  const charges = read[tables.charges] as StoredItem[];
  const open = charges.filter(({ record }) => record.state === 'in-progress').map(({ id }) => id);
  expect(open).toEqual(placed?.status === 'paying' ? [placed.payingCharge] : []);
};

const STORED = ['charge-abandoned', 'card-declined'];
const isStored = ({ status, json }: Response): boolean => status === 201 || STORED.includes(json.code);

const expectOneTruth = (service: Service, replies: readonly Response[], last: Response): void => {
  const definitive = [...replies, last].filter(isStored);
  expect(new Set(definitive.map((reply) => JSON.stringify(bytesOf(reply)))).size).toBeLessThanOrEqual(1);
  expect(definitive.filter(({ headers }) => !headers['idempotent-replayed']).length).toBeLessThanOrEqual(1);
  expect(replies.filter(({ status }) => status === 500)).toEqual([]);

  const id = last.json.id ?? last.json.chargeId;
  const moved = service.processor.ledger.filter(
    ({ chargeId, status }) => chargeId === id && status === 'succeeded',
  );
  if (isStored(last)) expect(moved).toHaveLength(last.status === 201 ? 1 : 0);
};

const play = async (played: Scenario): Promise<void> => {
  const service = await startService();
  const { request, orderId } = await prepare(service, played);
  const attempts: { readonly key: string; readonly attempt: GatedAttempt }[] = [];

  const follow = async (attempt: GatedAttempt | undefined, { smoothly, way }: Course): Promise<void> => {
    for (const next of [...Array<Way>(smoothly).fill('goes-through'), way]) {
      if (attempt?.isWaiting()) await attempt.go(next);
      await expectOrderInStep(service, orderId);
    }
  };
  for (const step of played.steps) {
    if (step.kind === 'start' && attempts.length < ATTEMPTS_MAX) {
      const attempt = await startAttempt(service, request(step.key));
      attempts.push({ key: step.key, attempt });
      await follow(attempt, step);
    }
    if (step.kind === 'go-on') {
      const waiting = attempts.map(({ attempt }) => attempt).filter((attempt) => attempt.isWaiting());
      await follow(waiting[step.pick % waiting.length], step);
    }
    if (step.kind === 'pass') service.world.pass(step.durationMs);
    if (step.kind === 'cancel-order' && orderId !== undefined)
      await service.call({ route: 'DELETE /orders/{id}', path: { id: orderId } });
  }
  for (const { attempt } of attempts) while (attempt.isWaiting()) await attempt.go('goes-through');

  service.world.pass(played.lateMs);
  // The first one may have to wait for the other's charge to end, and comes back again.
  for (const key of played.backFirst === 'a' ? ['a', 'b', 'a'] : ['b', 'a', 'b']) {
    const replies = attempts.filter((started) => started.key === key).map(({ attempt }) => attempt.reply());
    const last = await untilDefinitive(service, request(key));
    expectOneTruth(
      service,
      replies.filter((reply) => reply !== undefined),
      last,
    );
  }
  await expectOrderInStep(service, orderId);
  if (orderId !== undefined) {
    const { status } = (await service.call({ route: 'GET /orders/{id}', path: { id: orderId } })).json;
    expect(service.processor.effects()).toBe(status === 'paid' ? 1 : 0);
    expect(status).not.toBe('paying');
  }
  expect([service.telemetry.incidents, service.telemetry.failures]).toEqual([[], []]);
};

it(
  'moves money at most once and tells one truth, whatever happens to four attempts',
  async () => {
    await fc.assert(fc.asyncProperty(scenario, play), { seed: SEED, numRuns: RUNS });
  },
  TIMEOUT_MS,
);
