import {
  type CancellationReason,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { StoredItem } from './marshalling.ts';

const FAILED = 'The conditional request failed';

/** As they come over the wire, and each reader's own. */
const itemIn = (item: StoredItem | undefined) =>
  item === undefined ? {} : { Item: structuredClone(item) as Record<string, never> };

/** The refusal of a single write. @param item what `ALL_OLD` shows */
export const conditionFailed = (item: StoredItem | undefined): Error =>
  new ConditionalCheckFailedException({ message: FAILED, $metadata: {}, ...itemIn(item) });

/** What became of one write of a transaction that was canceled. */
export type Reason =
  | { readonly holds: true }
  | { readonly holds: false; readonly item: StoredItem | undefined };

/** The refusal of a transaction: one reason for each of its writes, in their order. */
export const transactionCanceled = (reasons: readonly Reason[]): Error => {
  const CancellationReasons = reasons.map(
    (reason): CancellationReason =>
      reason.holds
        ? { Code: 'None' }
        : { Code: 'ConditionalCheckFailed', Message: FAILED, ...itemIn(reason.item) },
  );
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    $metadata: {},
    CancellationReasons,
  });
};
