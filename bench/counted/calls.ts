import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { meteredClient, Usage } from '../../scale/counting/meter.ts';

/** One call to DynamoDB and what it has used. */
export interface Call extends Pick<Usage, 'writes' | 'reads'> {
  /** `Put`, `TransactWrite`, … */
  readonly name: string;
  /** A conditional write whose condition did not hold. */
  readonly isRefused: boolean;
}

type Meter = Pick<ReturnType<typeof meteredClient>, 'documentClient' | 'take'>;

/** The metered client, asked after each call: what a refused one has used is then known apart from the rest. */
export const callByCall = (meter: Meter) => {
  let calls: Call[] = [];
  const note = (isRefused: boolean): void => {
    const { calls: names, writes, reads } = meter.take();
    calls.push({ name: names.join(' and '), isRefused, writes, reads });
  };
  const send = async (command: object): Promise<unknown> => {
    try {
      const answer = await meter.documentClient.send(command as never);
      note(false);
      return answer;
    } catch (error) {
      note(true);
      throw error;
    }
  };
  return {
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    /** Those since the last time. */
    take: (): readonly Call[] => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
};
