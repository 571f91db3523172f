import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What `functions/receipts/send.ts` answers to a person, or the name of what it threw. */
export type SendByHand = (payload: string) => Promise<string>;

/** What the output `SendReceiptCommand` does. */
export const receiptsFunction =
  (lambda: LambdaClient, functionName: string): SendByHand =>
  async (text) => {
    const { FunctionError: failed, Payload: payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(text) }),
    );
    const answer = JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
    return failed === undefined ? answer.receipt : `error ${answer.errorType}`;
  };
