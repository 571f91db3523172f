import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { type Item, isEstimated, type TimeoutMsOf, toItem, toRecord, writtenAtMs } from './charge-item.ts';
import type { Found } from './place.ts';

type Image = NonNullable<_Record['dynamodb']>['NewImage'];

const itemOf = (image: Image): Item | undefined =>
  image === undefined ? undefined : toItem(image as Record<string, AttributeValue>);

const isSame = ({ record: one }: Item, { record: other }: Item): boolean =>
  one.state === other.state && one.owner === other.owner && one.leaseExpiresAtMs === other.leaseExpiresAtMs;

/**
 * What a record of the charges' stream tells of a charge's key. `undefined`: of that it tells nothing, as when a refund
 * changes the charge.
 */
export const toRecordChange = (
  { dynamodb }: Pick<_Record, 'dynamodb'>,
  timeoutMsOf: TimeoutMsOf,
): Found | undefined => {
  const item = itemOf(dynamodb?.NewImage);
  const before = itemOf(dynamodb?.OldImage);
  if (item === undefined || (before !== undefined && isSame(before, item))) return undefined;
  return {
    tenant: item.tenant,
    notBeforeMs: (before && writtenAtMs(before, timeoutMsOf)) ?? item.record.createdAtMs,
    writtenAtMs: writtenAtMs(item, timeoutMsOf),
    isEstimated: isEstimated(item),
    change: toRecord(item),
  };
};
