import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentOf } from '../template/environment-of.ts';
import type { Template } from '../template/model.ts';
import type { Hello } from './event.ts';
import { createRecordSource, type RecordSource } from './record-source.ts';

/** Who makes attempts at charges, by what their records say; a record that does not say is a request's. */
const FUNCTION_OF: Readonly<Record<string, string>> = {
  recovery: 'recovery.recover',
  webhook: 'webhooks.stripe',
};

const timeoutS = ({ functions }: Template, functionId: string): number =>
  functions.find(({ id }) => id === functionId)?.timeoutS ?? 0;

const CHARGE = 'charges.create';

export interface LocalRecordsOptions {
  readonly template: Template;
  readonly client: DynamoDBClient;
  readonly dynamodbEndpoint: string;
  readonly writeLine: (line: string) => void;
}

/** The records of a template's charges. */
export const createLocalRecords = ({ template, ...options }: LocalRecordsOptions): RecordSource =>
  createRecordSource({
    ...options,
    tableName: environmentOf(template, 'CHARGES_TABLE'),
    timeoutMsOf: (by) => timeoutS(template, FUNCTION_OF[by ?? ''] ?? CHARGE) * 1000,
  });

/** @param processor as the line says it that tells what is running */
export const helloOf = (template: Template, processor: string): Hello => ({
  nowMs: Date.now(),
  functionTimeoutS: timeoutS(template, CHARGE),
  settleAfterS: Number(environmentOf(template, 'SETTLE_AFTER_S')),
  processor,
});
