import { lambda } from '../../../functions/http/lambda.ts';
import { chooseProcessor } from '../../../functions/processor/choose.ts';
import { stockCharge } from '../stock.ts';

export const handler = lambda((dependencies, settings) =>
  stockCharge({ ...dependencies, settings, processor: chooseProcessor(settings) }, settings),
);
