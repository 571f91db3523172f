import { lambda } from '../../../functions/http/lambda.ts';
import { stockOrder } from '../stock.ts';

export const handler = lambda((dependencies, settings) => stockOrder(dependencies, settings, settings));
