import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';

/** One of the two places where an address may be. `null` is stored as a value of another type, so it does not match. */
const withText = (attribute: 'receiptEmail' | 'orderId') =>
  FilterCriteria.filter({
    eventName: ['MODIFY'],
    dynamodb: {
      OldImage: { status: { S: ['processing'] } },
      NewImage: {
        id: { S: [{ prefix: 'ch_' }] },
        status: { S: ['succeeded'] },
        [attribute]: { S: [{ exists: true }] },
      },
    },
  });

/**
 * A charge at the moment at which it succeeds, if there may be an address to write to: with it, or with its order. Not
 * refunds, which live in the same table, and not what is counted in a charge later. Either pattern is enough.
 */
export const justSucceededWithAddress = () => [withText('receiptEmail'), withText('orderId')];
