import { lambda } from '../../../functions/http/lambda.ts';
import { orderWithoutKey } from '../without-key.ts';

export const handler = lambda(orderWithoutKey);
