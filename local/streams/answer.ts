import type { InvocationResult } from '../sandbox/invocation.ts';
import type { LambdaRecord } from './stream-record.ts';

interface Failures {
  readonly batchItemFailures?: readonly { readonly itemIdentifier?: unknown }[] | null;
}

/**
 * From which record on a batch is to be tried again; the batch's length when all of it is done.
 *
 * A stream is worked off in order: the first record that is reported holds back everything after it, done or not. An
 * answer that names a record which is not in the batch means the whole batch, as a failed call does.
 */
export const firstToRepeat = (
  batch: readonly LambdaRecord[],
  result: InvocationResult,
  reportsItems: boolean,
): number => {
  if (result.kind !== 'answered') return 0;
  const failures = reportsItems ? ((result.value as Failures | null)?.batchItemFailures ?? []) : [];
  const places = failures.map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(batch.length, ...places));
};
