import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Payment, PaymentProcessor } from '../../functions/processor/processor.ts';
import type { World } from '../../functions/shared/world.ts';
import { canceledBy, connectionLost, serverError, throttled } from '../rig/faulty-client.ts';
import { type CallFault, drawFault, type Rates } from './faults.ts';
import type { Payments } from './payments.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** What all function instances of a simulation share. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly rates: () => Rates;
  readonly send: (command: unknown) => Promise<unknown>;
  readonly payments: Payments;
  /** Takes what happened, for the trace and the counters. */
  readonly note: (what: string) => void;
  readonly nextName: () => string;
}

/** One invocation in a process of its own: it can die, stand still, and see another time than the others. */
export interface Instance {
  readonly world: World;
  readonly documentClient: DynamoDBDocumentClient;
  readonly processor: PaymentProcessor;
  /** How often it has asked for money to move. */
  readonly chargeCalls: () => number;
  readonly isDead: () => boolean;
  readonly kill: () => void;
}

interface Call<Result> {
  readonly name: string;
  readonly latencyMs: number;
  readonly apply: () => Result | Promise<Result>;
  /** What the caller is given when no answer comes. */
  readonly noAnswer: () => Promise<Result>;
  readonly waitMs: number;
  /** Refusals that happen only here; `undefined` when the fault means nothing to this call. */
  readonly refusal: (fault: CallFault) => Promise<Result> | undefined;
}

const SKEW_MS = 1_500;

export const startInstance = (shared: Surroundings, name: string): Instance => {
  const { timeline, random, note } = shared;
  const skewMs = random.between(-SKEW_MS, SKEW_MS);
  let isDead = false;
  let frozenUntilMs = 0;
  let chargeCalls = 0;

  /** Gives the function its answer, unless it is dead; later, if it stands still. */
  const deliver = (answer: () => void, delayMs: number): void => {
    timeline.after(delayMs, () => {
      if (isDead) return;
      if (timeline.nowMs() < frozenUntilMs)
        timeline.after(frozenUntilMs - timeline.nowMs(), () => !isDead && answer());
      else answer();
    });
  };

  const over = <Result>(call: Call<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (isDead) return;
      const fault = drawFault(random, shared.rates());
      if (fault !== undefined) note(`${name} ${call.name}: ${fault}`);
      const give = (answer: Promise<Result>, delayMs: number) =>
        deliver(() => void answer.then(resolve, reject), delayMs);
      const refusal = fault === undefined ? undefined : call.refusal(fault);
      if (refusal !== undefined) {
        refusal.catch(() => {});
        give(refusal, call.latencyMs);
        return;
      }
      const arrive = (delayMs: number, answered: boolean): void =>
        timeline.after(delayMs, () => {
          const result = Promise.resolve().then(call.apply);
          result.catch(() => {});
          if (answered) give(result, call.latencyMs);
        });
      const giveUp = (): void => deliver(() => void call.noAnswer().then(resolve, reject), call.waitMs);
      switch (fault) {
        case 'crash-before':
          isDead = true;
          return;
        case 'crash-after':
          arrive(call.latencyMs, false);
          isDead = true;
          return;
        case 'freeze':
          frozenUntilMs = timeline.nowMs() + random.between(20_000, 400_000);
          return arrive(call.latencyMs, true);
        case 'request-lost':
          return giveUp();
        case 'answer-lost':
          arrive(call.latencyMs, false);
          return giveUp();
        case 'delayed':
          arrive(random.between(call.waitMs, 400_000), false);
          return giveUp();
        case 'duplicated':
          arrive(call.latencyMs, true);
          return arrive(random.between(1_000, 400_000), false);
        default:
          return arrive(call.latencyMs, true);
      }
    });

  const storeRefusal = (command: { constructor: { name: string } }, fault: CallFault) => {
    if (fault === 'throttled') return Promise.reject(throttled());
    if (fault === 'server-error') return Promise.reject(serverError());
    if (fault === 'contended' && command.constructor.name === 'TransactWriteCommand')
      return Promise.reject(canceledBy('None', 'TransactionConflict'));
    return undefined;
  };
  const unknown = async () => ({ kind: 'unknown', reason: 'no answer' }) as const;
  const overToProcessor = <Result>(call: string, budgetMs: number, apply: () => Result, notSent: Result) =>
    over<Result>({
      name: call,
      latencyMs: random.between(50, 3_000),
      apply,
      waitMs: Math.max(1, budgetMs),
      noAnswer: unknown as () => Promise<Result>,
      refusal: (fault) => (fault === 'throttled' ? Promise.resolve(notSent) : undefined),
    });
  const nowMs = (): number => timeline.nowMs() + skewMs;

  return {
    isDead: () => isDead,
    kill: () => {
      // A process that stands still cannot be told to end: it goes on when it wakes.
      if (timeline.nowMs() >= frozenUntilMs) isDead = true;
    },
    chargeCalls: () => chargeCalls,
    world: {
      clock: nowMs,
      sleep: (durationMs) => new Promise((resolve) => deliver(resolve, durationMs)),
      random: random.next,
      uniqueName: shared.nextName,
    },
    documentClient: {
      send: (command: { constructor: { name: string } }) =>
        over({
          name: command.constructor.name,
          latencyMs: random.between(1, 12),
          apply: () => shared.send(command),
          waitMs: 2_000,
          noAnswer: () => Promise.reject(connectionLost()),
          refusal: (fault) => storeRefusal(command, fault),
        }),
    } as unknown as DynamoDBDocumentClient,
    processor: {
      name: 'simulated',
      account: 'simulation',
      requestVersion: 1,
      keyRetentionMs: 24 * 60 * 60_000,
      charge: async (payment: Payment, budgetMs: number) => {
        chargeCalls += 1;
        const isTooOld = nowMs() - payment.createdAtMs > 23 * 60 * 60_000;
        if (isTooOld) return unknown();
        if (budgetMs <= 0) return { kind: 'not-started', reason: 'no time' };
        const apply = () => shared.payments.charge(payment, timeline.nowMs());
        return overToProcessor('charge', budgetMs, apply, {
          kind: 'not-started',
          reason: 'refused',
        } as const);
      },
      cancel: async (payment, _nowMs, budgetMs) => {
        if (budgetMs <= 0) return unknown();
        const apply = () => shared.payments.cancel(payment, timeline.nowMs());
        return overToProcessor('cancel', budgetMs, apply, { kind: 'unknown', reason: 'refused' } as const);
      },
    },
  };
};
