import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../clients.ts';
import type { Deployment } from '../deployment.ts';
import type { Target } from '../options.ts';
import { NotShown } from '../step.ts';
import { differences, type TableSettings, type TableShape, tableSettings } from '../table-settings.ts';
import type { TemplateResource } from './deploy.ts';

interface TableProperties extends TableShape {
  readonly BillingMode?: string;
  readonly StreamSpecification?: { readonly StreamViewType?: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean };
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: boolean };
}

/** What the template asks for. */
export const askedFor = (properties: TableProperties): TableSettings =>
  tableSettings(properties, {
    billing: properties.BillingMode ?? 'PROVISIONED',
    stream: properties.StreamSpecification?.StreamViewType ?? 'none',
    timeToLive: properties.TimeToLiveSpecification?.Enabled
      ? `by ${properties.TimeToLiveSpecification.AttributeName}`
      : 'none',
    pointInTimeRecovery: properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
  });

/** What DynamoDB says that there is. */
const described = async (client: DynamoDBClient, TableName: string): Promise<TableSettings> => {
  const [{ Table: table = {} }, { TimeToLiveDescription: ttl }, { ContinuousBackupsDescription: backups }] =
    await Promise.all([
      client.send(new DescribeTableCommand({ TableName })),
      client.send(new DescribeTimeToLiveCommand({ TableName })),
      client.send(new DescribeContinuousBackupsCommand({ TableName })),
    ]);
  const isTtlOn = ttl?.TimeToLiveStatus === 'ENABLED' || ttl?.TimeToLiveStatus === 'ENABLING';
  return tableSettings(table, {
    billing: table.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    stream: table.StreamSpecification?.StreamViewType ?? 'none',
    timeToLive: isTtlOn ? `by ${ttl.AttributeName}` : 'none',
    pointInTimeRecovery: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
  });
};

/** Whether each table is as the template has it. What an emulator drops is the emulator's; what AWS drops is not. */
export const checkTables = async (
  { dynamoDb }: Clients,
  target: Target,
  { resources }: Deployment,
  template: Readonly<Record<string, TemplateResource>>,
): Promise<string> => {
  const tables = resources.filter(({ type }) => type === 'AWS::DynamoDB::Table');
  const found: string[] = [];
  for (const { logicalId, physicalId } of tables) {
    const asked = askedFor((template[logicalId]?.Properties ?? {}) as TableProperties);
    const seen = await described(dynamoDb, physicalId);
    found.push(...differences(asked, seen).map((difference) => `${logicalId}: ${difference}`));
  }
  const settings = 'key, indexes, billing, stream, time to live, point-in-time recovery, deletion protection';
  if (found.length === 0) return `${tables.length} tables as in the template: ${settings}`;
  if (target.kind === 'emulator') throw new NotShown(found.join('; '));
  throw new Error(found.join('; '));
};
