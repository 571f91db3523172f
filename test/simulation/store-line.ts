import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { canceledBy, conflict, connectionLost, serverError, throttled } from '../rig/faulty-client.ts';
import type { Database } from './database.ts';
import type { Fault } from './faults.ts';
import { itemIdOf } from './item-id-of.ts';
import type { Line } from './line.ts';
import { scaled } from './random.ts';
import type { Settled } from './settled.ts';
import { commandWords } from './words.ts';

/** How far an index may be behind. */
export const LAG_MAX_MS = 120_000;
const WAY_MS = { min: 1, max: 12 };
/** The SDK's own time-out, as production sets it. */
const WAIT_MS = 2_000;

const targetOf = (command: object): 'read' | 'query' | 'write' => {
  if (command instanceof QueryCommand) return 'query';
  return command instanceof GetCommand || command instanceof BatchGetCommand ? 'read' : 'write';
};

const inProgress = (): Error =>
  Object.assign(new Error('in progress'), { name: 'TransactionInProgressException' });

/** Who is in the way, as DynamoDB says it: of a single write, of the first item, of the other, of the whole. */
const conflictOf = (isTransaction: boolean, share: number): Error => {
  if (!isTransaction) return conflict();
  if (share < 0.4) return canceledBy('TransactionConflict', 'None');
  return share < 0.8 ? canceledBy('None', 'TransactionConflict') : inProgress();
};

const FAILED = 'ConditionalCheckFailed';

interface Canceled extends Error {
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** DynamoDB may stop at the first condition that does not hold: of two, a third of the time it tells only one. */
const toldInPart = (answer: Settled<unknown>, share: number): Settled<unknown> => {
  const reasons = 'error' in answer ? (answer.error as Canceled).CancellationReasons : undefined;
  if (!('error' in answer) || reasons?.length !== 2 || !reasons.every(({ Code }) => Code === FAILED))
    return answer;
  const hidden = [0, 1].find((place) => share >= place / 3 && share < (place + 1) / 3);
  if (hidden === undefined) return answer;
  const told = reasons.map((reason, place) => (place === hidden ? { Code: 'None' } : reason));
  return { error: Object.assign(answer.error as Canceled, { CancellationReasons: told }) };
};

/** A document client at one end of a line, and the simulated tables at the other. */
export const createStoreLine = (
  over: Line,
  database: Database,
  onStaleIndex: (lagMs: number) => void,
): DynamoDBDocumentClient => {
  const arrive = (command: object, fault: Fault | undefined, share: number): Settled<unknown> => {
    if (fault === 'server-error') {
      // It tells nothing: half of what it answers was carried out.
      if (share < 0.5) database.carryOut(command);
      return { error: serverError() };
    }
    const lagMs = fault === 'stale-index' ? scaled(share, 100, LAG_MAX_MS) : 0;
    if (lagMs > 0) onStaleIndex(lagMs);
    return toldInPart(database.carryOut(command, lagMs), share);
  };
  const refusal = (command: object, fault: Fault, share: number): Settled<never> | undefined => {
    if (fault === 'throttled') return { error: throttled() };
    return fault === 'conflict'
      ? { error: conflictOf(command instanceof TransactWriteCommand, share) }
      : undefined;
  };
  const send = (command: object): Promise<unknown> =>
    over<unknown>({
      target: targetOf(command),
      itemId: itemIdOf(command),
      words: () => commandWords(command),
      wayMs: WAY_MS,
      waitMs: WAIT_MS,
      arrive: (fault, share) => arrive(command, fault, share),
      noAnswer: () => ({ error: connectionLost() }),
      refusal: (fault, share) => refusal(command, fault, share),
    });
  return { send } as unknown as DynamoDBDocumentClient;
};
