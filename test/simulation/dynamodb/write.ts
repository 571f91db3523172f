import type {
  DeleteCommandInput,
  PutCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { conditionHolds } from './condition.ts';
import { readSubstitutions } from './expression-cursor.ts';
import { type StoredItem, toStored } from './marshalling.ts';
import { hasOnly, notSimulated } from './not-simulated.ts';
import { conditionFailed, type Reason, transactionCanceled } from './refusals.ts';
import { itemAt, type Place, placeOf, type State, type Tables, withItem, withoutItem } from './state.ts';
import { updated } from './update.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const CONDITIONAL = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];

/** What one write would do to its item as it is. */
interface Attempted {
  readonly place: Place;
  readonly reason: Reason;
  /** Computed only where the condition holds: an update may rest on it. */
  readonly after: () => StoredItem;
}

const attempt = (
  state: State,
  place: Place,
  input: Omit<PutCommandInput, 'Item'> & Partial<Pick<UpdateCommandInput, 'UpdateExpression'>>,
  after: (before: StoredItem | undefined, substitutions: ReturnType<typeof readSubstitutions>) => StoredItem,
): Attempted => {
  const shown = input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
  if (shown !== 'NONE' && shown !== 'ALL_OLD') throw notSimulated(`a failed condition that shows ${shown}`);
  const substitutions = readSubstitutions(input);
  const before = itemAt(state, place);
  const holds = conditionHolds(input.ConditionExpression, substitutions, before);
  return {
    place,
    reason: holds ? { holds } : { holds, item: shown === 'ALL_OLD' ? before : undefined },
    after: () => {
      const item = after(before, substitutions);
      substitutions.requireAllUsed();
      return item;
    },
  };
};

const attemptPut = (tables: Tables, state: State, input: PutCommandInput): Attempted => {
  hasOnly('Put', input, [...CONDITIONAL, 'Item']);
  const item = toStored(input.Item);
  return attempt(state, placeOf(tables, input.TableName, item, false), input, () => item);
};

const attemptUpdate = (tables: Tables, state: State, input: UpdateCommandInput): Attempted => {
  hasOnly('Update', input, [...CONDITIONAL, 'Key', 'UpdateExpression']);
  const key = toStored(input.Key);
  const place = placeOf(tables, input.TableName, key, true);
  return attempt(state, place, input, (before, substitutions) =>
    updated(input.UpdateExpression, substitutions, before ?? key, place.table.key.name),
  );
};

const carriedOut = (state: State, { reason, place, after }: Attempted): State => {
  if (!reason.holds) throw conditionFailed(reason.item);
  return withItem(state, place, after());
};

/** @throws ConditionalCheckFailedException */
export const put = (tables: Tables, state: State, input: PutCommandInput): State =>
  carriedOut(state, attemptPut(tables, state, input));

/** @throws ConditionalCheckFailedException */
export const update = (tables: Tables, state: State, input: UpdateCommandInput): State =>
  carriedOut(state, attemptUpdate(tables, state, input));

/** Without a condition, as the stock layer sends it: production deletes nothing. */
export const remove = (tables: Tables, state: State, input: DeleteCommandInput): State => {
  hasOnly('Delete', input, ['TableName', 'Key']);
  return withoutItem(state, placeOf(tables, input.TableName, toStored(input.Key), true));
};

const attemptOne = (tables: Tables, state: State, write: Write): Attempted => {
  hasOnly('TransactWrite', write, ['Put', 'Update']);
  if (write.Put !== undefined && write.Update === undefined) return attemptPut(tables, state, write.Put);
  if (write.Update !== undefined && write.Put === undefined)
    return attemptUpdate(tables, state, write.Update as UpdateCommandInput);
  throw notSimulated('a write that is not exactly one');
};

/** Every condition is looked at before anything is written: all of it happens, or none. @throws TransactionCanceledException */
export const transactWrite = (tables: Tables, state: State, input: TransactWriteCommandInput): State => {
  hasOnly('TransactWrite', input, ['TransactItems']);
  const attempts = (input.TransactItems ?? []).map((write) => attemptOne(tables, state, write));
  const places = new Set(attempts.map(({ place }) => JSON.stringify([place.tableName, place.pk])));
  if (places.size !== attempts.length) throw notSimulated('two writes of one item in a transaction');
  if (attempts.length === 0 || attempts.length > 100) throw notSimulated('a transaction of this size');

  if (attempts.some(({ reason }) => !reason.holds))
    throw transactionCanceled(attempts.map(({ reason }) => reason));
  return attempts.reduce(carriedOut, state);
};
