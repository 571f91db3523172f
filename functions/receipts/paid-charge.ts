import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { CHARGES_CREATE, type Charge } from '../charges/charge.ts';
import { invariant } from '../shared/invariant.ts';

type Image = Parameters<typeof unmarshall>[0];

const isCharge = ({ id }: Pick<Charge, 'id'>): boolean => id.startsWith(`${CHARGES_CREATE.home.idPrefix}_`);

/** Whether the charge has succeeded. The table holds refunds as well: one of those is no charge. */
export const hasSucceeded = (charge: Pick<Charge, 'id' | 'status'>): boolean =>
  isCharge(charge) && charge.status === 'succeeded';

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
