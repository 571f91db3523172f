import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { expectEqual } from '../expect.ts';
import { until } from '../patience.ts';
import { problemCode } from './caller.ts';
import { entriesOf } from './ledger.ts';
import { type RunRecovery, recoverCharge } from './open-charge.ts';
import { CARD, type Walk } from './walk.ts';

const LEDGER_VARIABLE = 'SIMULATED_LEDGER_TABLE';

const setVariables = async (
  client: LambdaClient,
  FunctionName: string,
  Variables: Record<string, string>,
) => {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 120 }, { FunctionName });
};

/**
 * The processor cannot be reached: the function that charges is told of a ledger that does not exist. Its charge is
 * claimed and nothing moves; nobody comes back; the recovery ends it, and a client that does come back is told.
 */
export const walkLostProcessor = async (
  walk: Walk,
  { lambda, functionName, run }: { lambda: LambdaClient; functionName: string; run: RunRecovery },
): Promise<string> => {
  const charge = { amount: 1300, currency: 'EUR', paymentMethod: CARD };
  const pay = (key: string) => walk.caller.post('/charges', key, charge);
  const { Environment: environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const variables = environment?.Variables ?? {};

  let key = '';
  await setVariables(lambda, functionName, { ...variables, [LEDGER_VARIABLE]: 'no-such-table' });
  try {
    // An instance that was warm may answer a few requests with what it was told before.
    let tries = 0;
    await until(
      'a charge that could not start',
      { withinMs: 60_000, everyMs: 500, signal: walk.signal },
      async () => {
        tries += 1;
        key = `lost-processor-${tries}`;
        const reply = await pay(key);
        if (reply.status === 201) return undefined;
        expectEqual(reply.status, 503, 'a charge without a processor');
        expectEqual(problemCode(reply), 'unavailable', 'the problem');
        return true;
      },
    );
  } finally {
    await setVariables(lambda, functionName, variables);
  }

  const { charge: ended, said } = await recoverCharge(walk, key, run);
  expectEqual(ended.status, 'failed', 'the charge after the recovery');
  expectEqual(ended.failure?.code, 'charge-abandoned', 'why');
  const late = await pay(key);
  expectEqual(late.status, 409, 'a client that comes back late');
  expectEqual(problemCode(late), 'charge-abandoned', 'the problem');
  expectEqual(entriesOf(await walk.readLedger(), ended.id).length, 0, "entries in the processor's ledger");
  return `503 unavailable; ${said}; failed (charge-abandoned), and 409 to whoever comes back; no ledger entry`;
};
