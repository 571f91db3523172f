import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '../clients.ts';
import { type Deployment, functionOf, physicalId } from '../deployment.ts';
import { expectEqual } from '../expect.ts';

/** As long as SQS keeps anything. */
const RETENTION_S = 14 * 24 * 60 * 60;

const ALARM = 'AWS::CloudWatch::Alarm';

/** Where receipts come from and where those end that cannot be sent; and the alarms that tell of it. */
export const checkReceipts = async (clients: Clients, deployment: Deployment): Promise<string> => {
  const { lambda, dynamoDb, sqs } = clients;
  const UUID = physicalId(deployment, 'AWS::Lambda::EventSourceMapping');
  const source = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
  const TableName = physicalId(deployment, 'AWS::DynamoDB::Table', 'Charges');
  const { Table: charges } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
  expectEqual(source.EventSourceArn, charges?.LatestStreamArn, 'what the event source reads');
  const name = source.FunctionArn?.split(':')[6];
  expectEqual(name, await functionOf(clients, deployment, 'receipts.send'), 'whom it calls');
  expectEqual(source.FilterCriteria?.Filters?.length, 2, 'its filters');

  const QueueUrl = deployment.outputs.ReceiptDeadLettersUrl;
  const { Attributes: queue = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  expectEqual(source.DestinationConfig?.OnFailure?.Destination, queue.QueueArn, 'where failures go');
  expectEqual(
    queue.MessageRetentionPeriod,
    String(RETENTION_S),
    'how long dead letters are kept, in seconds',
  );

  const alarms = deployment.resources.filter(({ type }) => type === ALARM);
  if (!alarms.some(({ logicalId }) => logicalId.includes('DeadLettersAlarm')))
    throw new Error('There is no alarm on dead letters.');
  return `the charges' stream, two filters, the function receipts.send, dead letters for 14 days; ${alarms.length} alarms`;
};
