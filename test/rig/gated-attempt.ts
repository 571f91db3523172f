import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PaymentProcessor } from '../../functions/processor/processor.ts';
import { canceledBy, connectionLost, connectionRefused, throttled } from './faulty-client.ts';
import type { Request, Response } from './invoke.ts';
import type { Service } from './service.ts';

/** What becomes of a call that an attempt has made to the store or to the processor. */
export const WAYS = [
  'goes-through',
  'answer-lost',
  'never-arrives',
  'cannot-be-sent',
  'not-now',
  'crash-before',
  'crash-after',
] as const;
export type Way = (typeof WAYS)[number];

/** How a failed call ends for its caller. */
type Failures<T> = Record<'answer-lost' | 'never-arrives' | 'cannot-be-sent' | 'not-now', () => T | Error>;

/** An attempt that stops before each of its calls and goes on when it is told how the call ends. */
export interface GatedAttempt {
  /** Whether it waits at a call. When not, it has ended or crashed. */
  readonly isWaiting: () => boolean;
  /** Lets the call end this way; fulfilled when the attempt has come to the next one or to its end. */
  readonly go: (way: Way) => Promise<void>;
  readonly reply: () => Response | undefined;
}

/** Starts a request on a function instance of its own, up to its first call. */
export const startAttempt = async (service: Service, request: Request): Promise<GatedAttempt> => {
  let waiting: ((way: Way) => Promise<'alive' | 'crashed'>) | undefined;
  let reply: Response | undefined;
  let arrive = (): void => {};

  const gate = <T>(carryOut: () => Promise<T>, failures: Failures<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting = async (way) => {
        const carriedOut = ['goes-through', 'answer-lost', 'crash-after'].includes(way)
          ? await carryOut().then(
              (value) => () => resolve(value),
              (error: unknown) => () => reject(error),
            )
          : undefined;
        if (way === 'crash-before' || way === 'crash-after') return 'crashed';
        if (way === 'goes-through') carriedOut?.();
        else {
          const failure = failures[way]();
          if (failure instanceof Error) reject(failure);
          else resolve(failure);
        }
        return 'alive';
      };
      arrive();
    });

  const call = service.instance({
    documentClient: gatedClient(service, gate),
    processor: gatedProcessor(service, gate),
  });
  const arrival = (): Promise<void> =>
    new Promise((resolve) => {
      arrive = resolve;
    });

  const first = arrival();
  void call(request).then((response) => {
    reply = response;
    arrive();
  });
  await first;
  return {
    isWaiting: () => waiting !== undefined,
    go: async (way) => {
      const step = waiting;
      if (step === undefined) throw new Error('the attempt does not wait');
      waiting = undefined;
      const next = arrival();
      if ((await step(way)) === 'alive') await next;
    },
    reply: () => reply,
  };
};

type Gate = <T>(carryOut: () => Promise<T>, failures: Failures<T>) => Promise<T>;

const gatedClient = ({ engine }: Service, gate: Gate): DynamoDBDocumentClient => {
  const send = (command: Parameters<typeof engine.send>[0]): Promise<unknown> => {
    const isTransaction = command.constructor.name === 'TransactWriteCommand';
    return gate(() => engine.send(command) as Promise<unknown>, {
      'answer-lost': connectionLost,
      'never-arrives': connectionLost,
      'cannot-be-sent': connectionRefused,
      'not-now': () => (isTransaction ? canceledBy('TransactionConflict', 'None') : throttled()),
    });
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

const gatedProcessor = ({ processor }: Service, gate: Gate): PaymentProcessor => {
  const unknown = () => ({ kind: 'unknown', reason: 'no answer' }) as const;
  const unanswered = { 'answer-lost': unknown, 'never-arrives': unknown, 'not-now': unknown };
  return {
    ...processor,
    charge: (payment, budgetMs) =>
      gate(() => processor.charge(payment, budgetMs), {
        ...unanswered,
        'cannot-be-sent': () => ({ kind: 'not-started', reason: 'refused' }),
      }),
    cancel: (payment, nowMs, budgetMs) =>
      gate(() => processor.cancel(payment, nowMs, budgetMs), { ...unanswered, 'cannot-be-sent': unknown }),
  };
};
