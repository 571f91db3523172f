import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Charge, isChargeId } from '../charges/charge.ts';
import { invariant } from '../shared/invariant.ts';

type Image = Parameters<typeof unmarshall>[0];

/** Whether it is a charge and has succeeded. */
export const hasSucceeded = ({ id, status }: Pick<Charge, 'id' | 'status'>): boolean =>
  isChargeId(id) && status === 'succeeded';

/**
 * The charge that has just succeeded, or nothing: what is changed about it later (a refund counts in it) is no reason to
 * write. The event source's filter says the same and saves the calls; this is what the promise rests on.
 *
 * @throws Error for a stream that has no images
 */
export const justSucceeded = ({ eventName, dynamodb }: DynamoDBRecord): Charge | undefined => {
  if (eventName === 'REMOVE') return undefined;
  invariant(dynamodb?.NewImage !== undefined, 'the stream carries new images');
  const charge = unmarshall(dynamodb.NewImage as Image) as Charge;
  const before = dynamodb.OldImage && (unmarshall(dynamodb.OldImage as Image) as Charge);
  return hasSucceeded(charge) && before?.status === 'processing' ? charge : undefined;
};
