import { Aws, CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { KeyedTable } from './keyed-table.ts';
import { ALL_SCOPES, type MerchantPool } from './merchant-pool.ts';
import type { Processor } from './processor.ts';
import type { Receipts } from './receipts.ts';

export interface OutputsProps {
  readonly apiUrl: string;
  readonly processor: Processor;
  readonly tables: Readonly<Record<string, KeyedTable>>;
  readonly pool: MerchantPool | undefined;
  readonly receipts: Receipts | undefined;
  /** Where to look, and who is told. */
  readonly watching: Readonly<Record<string, string>>;
}

/** What somebody needs who has just deployed: addresses, and the commands of the next minute, ready to paste. */
export class Outputs extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { apiUrl, processor, tables, pool, receipts, watching }: OutputsProps,
  ) {
    super(scope, id);

    this.add('ApiUrl', apiUrl);
    for (const [name, value] of Object.entries(processor.outputs)) this.add(name, value);
    for (const [name, value] of Object.entries(receipts?.outputs ?? {})) this.add(name, value);
    for (const [name, value] of Object.entries(watching)) this.add(name, value);
    for (const [name, table] of Object.entries(tables)) this.add(`${name}TableName`, table.tableName);
    if (pool === undefined) return;

    this.add('TokenEndpoint', pool.tokenEndpoint);
    for (const [tenant, clientId] of pool.clientIds) {
      this.add(`TokenCommand-${tenant}`, tokenCommand(pool, clientId));
    }
  }

  private add(name: string, value: string): void {
    // Named without the construct's path: these names are read by people.
    new CfnOutput(this, name, { value }).overrideLogicalId(
      name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase()),
    );
  }
}

/** Prints a token. The client's secret goes from one command into the other. */
const tokenCommand = ({ userPoolId, tokenEndpoint }: MerchantPool, clientId: string): string => {
  const secret =
    `aws cognito-idp describe-user-pool-client --region ${Aws.REGION} --user-pool-id ${userPoolId} ` +
    `--client-id ${clientId} --query UserPoolClient.ClientSecret --output text`;
  return (
    `curl -sS ${tokenEndpoint} -u "${clientId}:$(${secret})" ` +
    `-d grant_type=client_credentials --data-urlencode "scope=${ALL_SCOPES}"`
  );
};
