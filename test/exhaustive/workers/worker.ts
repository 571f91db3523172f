import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type ChargeDependencies, chargeOperation } from '../../../functions/charges/create.ts';
import { idempotent } from '../../../functions/idempotency/index.ts';
import type { Attributes } from '../../../functions/idempotency/operation.ts';
import { settleDue } from '../../../functions/idempotency/settle-due.ts';
import { changeOrder } from '../../../functions/orders/change-order.ts';
import type { CancelOutcome, ChargeOutcome } from '../../../functions/processor/processor.ts';
import { connectionLost } from '../../rig/faulty-client.ts';
import { recordedTelemetry } from '../../rig/recorded-telemetry.ts';
import type { BrokenRule } from '../rules/broken-rule.ts';
import {
  bodyOf,
  chargeId,
  DEADLINE_AFTER_MS,
  fingerprintIn,
  type Key,
  ORDER_ID,
  SETTLE_AFTER_MS,
  TENANT,
} from '../world/scene.ts';
import type { Reply, Write } from '../world/table.ts';

/** What a worker is there for. */
export type Program =
  | { readonly kind: 'charge'; readonly key: Key; readonly withOrder: boolean }
  | { readonly kind: 'recover'; readonly key: Key }
  | { readonly kind: 'cancel-order' };

/** What a worker asks of the world and waits for. */
export type Call =
  | { readonly kind: 'read'; readonly pk: string }
  | { readonly kind: 'write'; readonly writes: readonly Write[] }
  | { readonly kind: 'charge' | 'cancel'; readonly downstreamKey: string; readonly chargeId: string };

export type Said = Reply | { readonly kind: 'lost' } | ChargeOutcome | CancelOutcome;

/** What a worker was told, and what time it was when it went on with it. */
export interface Turn {
  readonly nowMs: number;
  readonly said: Said;
}

/** Where a worker stands after all that it was told. */
export type Point =
  | { readonly kind: 'asks'; readonly call: Call }
  | { readonly kind: 'answers'; readonly answer: string; readonly stored: string | null }
  | { readonly kind: 'threw'; readonly message: string };

const marshalled = (item: Attributes | undefined) =>
  item === undefined ? {} : { Item: marshall(item, { removeUndefinedValues: true }) };

const errorOf = (reply: Reply & { kind: 'refused' }): Error => {
  const name = reply.isTransaction ? 'TransactionCanceledException' : 'ConditionalCheckFailedException';
  const reasons = reply.reasons.map(({ failed, item }) => ({
    Code: failed ? 'ConditionalCheckFailed' : 'None',
    ...marshalled(item),
  }));
  const more = reply.isTransaction ? { CancellationReasons: reasons } : marshalled(reply.reasons[0]?.item);
  return Object.assign(new Error(name), { name, ...more });
};

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: unknown;
}

const callOf = ({ constructor: { name }, input }: Sent): Call => {
  switch (name) {
    case 'GetCommand':
      return { kind: 'read', pk: (input as { Key: { pk: string } }).Key.pk };
    case 'PutCommand':
      return { kind: 'write', writes: [{ Put: input as object }] };
    case 'UpdateCommand':
      return { kind: 'write', writes: [{ Update: input as object }] };
    case 'TransactWriteCommand':
      return { kind: 'write', writes: (input as { TransactItems: Write[] }).TransactItems };
    default:
      throw new Error(`not understood: ${name}`);
  }
};

/**
 * Runs the production code of a program from its start, tells it what it was told before, and says where it stands
 * then: every call to the database or the processor is a point at which it can be left standing for any time. Nothing
 * of the worker is modelled: claim, decide, takeover, settle, completion and release are the code that is deployed.
 */
export const follow = (
  program: Program,
  name: string,
  startedAtMs: number,
  turns: readonly Turn[],
  rule: BrokenRule,
): Promise<Point> =>
  new Promise((resolve) => {
    let nowMs = startedAtMs;
    const untold = turns.values();
    const ask = (call: Call): Promise<Said> =>
      new Promise((tell, fail) => {
        const { value: turn } = untold.next();
        // Nobody ever answers: the worker stands here.
        if (turn === undefined) return resolve({ kind: 'asks', call });
        nowMs = turn.nowMs;
        return turn.said.kind === 'lost' ? fail(connectionLost()) : tell(turn.said);
      });

    const send = async (command: Sent): Promise<unknown> => {
      const reply = (await ask(callOf(command))) as Reply;
      if (reply.kind === 'refused') throw errorOf(reply);
      return { Item: reply.item };
    };
    const documentClient = { send } as unknown as DynamoDBDocumentClient;
    let names = 0;
    const world = {
      clock: () => nowMs,
      sleep: async () => {},
      random: () => 0,
      uniqueName: () => `${name}.${++names}`,
    };
    const dependencies: ChargeDependencies = {
      documentClient,
      world,
      telemetry: recordedTelemetry(),
      tenantClaim: 'sub',
      processor: {
        name: 'model',
        account: 'model',
        requestVersion: 1,
        refundRequestVersion: 1,
        refund: () => Promise.reject(new Error('nothing is given back in this search')),
        keyRetentionMs: 24 * 3_600_000,
        charge: ({ downstreamKey, chargeId }) =>
          ask({ kind: 'charge', downstreamKey, chargeId }) as Promise<ChargeOutcome>,
        cancel: ({ downstreamKey, chargeId }) =>
          ask({ kind: 'cancel', downstreamKey, chargeId }) as Promise<CancelOutcome>,
      },
      settings: {
        chargesTable: 'charges',
        ordersTable: 'orders',
        deploymentId: 'd',
        settleAfterMs: SETTLE_AFTER_MS,
        processorTimeoutMs: 20_000,
      },
    };
    const intact = chargeOperation(dependencies);
    const operation = rule.operation?.(intact, program.kind) ?? intact;
    const deadlineMs = nowMs + DEADLINE_AFTER_MS;

    const run = async (): Promise<Point> => {
      if (program.kind === 'charge') {
        const request = {
          tenant: TENANT,
          key: program.key,
          body: bodyOf(program.withOrder),
          fingerprintIn,
          deadlineMs,
          requestId: name,
        };
        const answer = await idempotent({ documentClient, world }, operation, request);
        const stored = 'response' in answer ? JSON.stringify(answer.response) : null;
        return { kind: 'answers', answer: answer.kind, stored };
      }
      if (program.kind === 'recover') {
        const due = {
          tenant: TENANT,
          id: chargeId(program.key),
          deadlineMs,
          by: 'recovery',
          requestId: name,
        } as const;
        return { kind: 'answers', answer: await settleDue(dependencies, operation, due), stored: null };
      }
      const change = { tenant: TENANT, id: ORDER_ID, nowMs, ifMatch: undefined };
      const isDone = ({ status }: { status: string }) => status === 'canceled';
      const members = { status: 'canceled' } as const;
      const order = await changeOrder(documentClient, 'orders', { ...change, isDone, members });
      return { kind: 'answers', answer: 'status' in order ? String(order.status) : 'refused', stored: null };
    };
    run().then(resolve, (error: unknown) => resolve({ kind: 'threw', message: String(error) }));
  });
