import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RunRecovery } from './open-charge.ts';

/** Invokes the deployed recovery function and waits for its report, as the schedule does without waiting. */
export const recoveryFunction =
  (lambda: LambdaClient, functionName: string): RunRecovery =>
  async () => {
    const { FunctionError: failed, Payload: payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName }),
    );
    const text = Buffer.from(payload ?? []).toString('utf8');
    if (failed !== undefined) throw new Error(`The recovery function failed: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
