import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import type { PaymentProcessor, Unknown } from '../../functions/processor/processor.ts';
import type { World } from '../../functions/shared/world.ts';
import { canceledBy, conflict, connectionLost, serverError, throttled } from '../rig/faulty-client.ts';
import { chargeIdOf } from './charge-id-of.ts';
import type { Database } from './database.ts';
import type { Fault } from './faults.ts';
import { startLife } from './life.ts';
import { createLine } from './line.ts';
import type { Payments } from './payments.ts';
import { type Carry, createPaymentsProcessor, type Sending } from './payments-processor.ts';
import { scaled, streamOf } from './random.ts';
import type { Settled } from './settled.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';
import { answerWords, commandWords } from './words.ts';

/** What all function instances of a simulation share. */
export interface Surroundings {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly trace: Trace;
  readonly database: Database;
  readonly payments: Payments;
  /** An index of charges was shown as it had been: what it showed is compared with what is. */
  readonly onStaleIndex: (lagMs: number) => void;
}

/** One invocation in a process of its own: it can die, stand still, and see another time than the others. */
export interface Instance {
  readonly name: string;
  readonly world: World;
  readonly documentClient: DynamoDBDocumentClient;
  readonly processor: PaymentProcessor;
  readonly isDead: () => boolean;
  /** @returns whether it died: one that stands still cannot be told to, it goes on when it wakes */
  readonly kill: () => boolean;
}

/** What an instance is, and who must hear of what it does. */
export interface Birth {
  /** The same in every run of the seed, whatever else is left out: its stream of chance belongs to it. */
  readonly name: string;
  /** "acme's POST /charges k-1". */
  readonly words: string;
  readonly onDeath: () => void;
  /** It asks for money to move. */
  readonly onCharge: () => void;
}

/** A lease allows for 2 s: a clock that is worse may be what a story is about. */
const TOLD_SKEW_MS = 2_000;
const LAG_MAX_MS = 120_000;
const STORE_WAY_MS = { min: 1, max: 12 };
const PROCESSOR_WAY_MS = { min: 50, max: 3_000 };
const STORE_WAIT_MS = 2_000;

const targetOf = (command: object): 'read' | 'query' | 'write' => {
  if (command instanceof QueryCommand) return 'query';
  return command instanceof GetCommand || command instanceof BatchGetCommand ? 'read' : 'write';
};

const storeRefusal = (isTransaction: boolean, fault: Fault, share: number): Settled<never> | undefined => {
  if (fault === 'throttled') return { error: throttled() };
  if (fault !== 'conflict') return undefined;
  if (!isTransaction) return { error: conflict() };
  return {
    error:
      share < 0.5 ? canceledBy('TransactionConflict', 'None') : canceledBy('None', 'TransactionConflict'),
  };
};

/** A 5xx tells nothing: half of what it answers was carried out. */
const failing = (share: number, carryOut: () => unknown): void => {
  if (share < 0.5) carryOut();
};

export const startInstance = (shared: Surroundings, birth: Birth): Instance => {
  const { timeline, storm, trace, database } = shared;
  const { name } = birth;
  const random = streamOf(shared.seed, name);
  const skewMs = random.between(-storm.skewMs, storm.skewMs);
  const life = startLife(timeline, birth.onDeath);
  let names = 0;

  const note = (what: string, words?: () => string): void => {
    trace.mark(timeline.nowMs(), what);
    if (words !== undefined) trace.tell(timeline.nowMs(), () => `${birth.words} ${words()}`);
  };
  if (Math.abs(skewMs) > TOLD_SKEW_MS)
    trace.tell(timeline.nowMs(), () => {
      const seconds = Math.round(Math.abs(skewMs) / 1000);
      return `${birth.words} has a clock that is ${seconds} s ${skewMs > 0 ? 'fast' : 'slow'}.`;
    });
  const over = createLine({ timeline, storm, random, life, name, note, answerWords });

  const send = (command: object): Promise<unknown> =>
    over<unknown>({
      target: targetOf(command),
      chargeId: chargeIdOf(command),
      words: () => commandWords(command),
      wayMs: STORE_WAY_MS,
      waitMs: STORE_WAIT_MS,
      arrive: (fault, share) => {
        if (fault === 'server-error') {
          failing(share, () => database.carryOut(command));
          return { error: serverError() };
        }
        const lagMs = fault === 'stale-index' ? scaled(share, 100, LAG_MAX_MS) : 0;
        if (lagMs > 0) shared.onStaleIndex(lagMs);
        return database.carryOut(command, lagMs);
      },
      noAnswer: () => ({ error: connectionLost() }),
      refusal: (fault, share) => storeRefusal(command instanceof TransactWriteCommand, fault, share),
    });

  const carry =
    (chargeId: string): Carry =>
    <Outcome>({ name: asked, budgetMs, arrive, notSent, noAnswer }: Sending<Outcome>) =>
      over<Outcome | Unknown>({
        target: 'processor',
        chargeId,
        words: () =>
          asked === 'charge' ? 'asks the processor for the money' : 'asks the processor to cancel',
        wayMs: PROCESSOR_WAY_MS,
        waitMs: budgetMs,
        arrive: (fault, share) => {
          if (fault !== 'server-error') return { value: arrive(timeline.nowMs()) };
          failing(share, () => arrive(timeline.nowMs()));
          return { value: noAnswer };
        },
        noAnswer: () => ({ value: noAnswer }),
        refusal: (fault, share) =>
          fault === 'throttled' || (fault === 'processor-down' && share < 0.5)
            ? { value: notSent }
            : undefined,
      });
  const clock = (): number => timeline.nowMs() + skewMs;
  const processorFor = (chargeId: string) => createPaymentsProcessor(shared.payments, clock, carry(chargeId));

  return {
    name,
    isDead: life.isDead,
    kill: () => {
      if (life.isDead() || life.isFrozen()) return false;
      life.die();
      return true;
    },
    world: {
      clock,
      sleep: (durationMs) => new Promise((resolve) => life.hear(durationMs, resolve)),
      random: random.next,
      uniqueName: () => {
        names += 1;
        return `${name}-${names}`;
      },
    },
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    processor: {
      ...processorFor(''),
      charge: (payment, budgetMs) => {
        birth.onCharge();
        return processorFor(payment.chargeId).charge(payment, budgetMs);
      },
      cancel: (payment, nowMs, budgetMs) => processorFor(payment.chargeId).cancel(payment, nowMs, budgetMs),
    },
  };
};
