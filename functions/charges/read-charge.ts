import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Call, idParameter } from '../http/call.ts';
import { type Problem, problem } from '../http/problem.ts';
import { readItem } from '../shared/read-item.ts';
import { type Charge, isChargeId } from './charge.ts';

/** The charge that the path names, as it is now. */
export const readCharge = async (
  documentClient: DynamoDBDocumentClient,
  chargesTable: string,
  call: Pick<Call<unknown>, 'tenant' | 'path'>,
): Promise<Charge | Problem> => {
  const id = idParameter(call);
  const charge = isChargeId(id)
    ? await readItem<Charge>(documentClient, chargesTable, call.tenant, id)
    : undefined;
  return charge ?? problem('not-found', 'There is no charge with this id.');
};
