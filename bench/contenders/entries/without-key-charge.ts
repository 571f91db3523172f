import { lambda } from '../../../functions/http/lambda.ts';
import { chooseProcessor } from '../../../functions/processor/choose.ts';
import { chargeWithoutKey } from '../without-key.ts';

export const handler = lambda((dependencies, settings) =>
  chargeWithoutKey({ ...dependencies, settings, processor: chooseProcessor(settings) }),
);
