import { Aws, type RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { administeredByTheAccount } from './key-policy.ts';

/** What DynamoDB does with the key in the name of whoever reads an item, an index or a stream. */
const READS = ['Decrypt', 'DescribeKey'];

/** And of whoever writes. */
const WRITES = [
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];

/** What DynamoDB keeps for its own work, such as backups and indexes, from whoever creates or changes a table. */
const TABLES = ['CreateGrant'];

const kms = (actions: readonly string[]): string[] => actions.map((action) => `kms:${action}`);

/** Through DynamoDB, and in no other way: neither a function nor a person can decrypt anything with the key itself. */
const THROUGH_DYNAMODB = { 'kms:ViaService': `dynamodb.${Aws.REGION}.amazonaws.com` };

/**
 * A key of the account's own for all tables, their indexes, streams and backups, renewed every year. Whoever disables it
 * stops every charge; whoever deletes it deletes the tables' contents, backups included. The queue of dead letters has
 * the key of SQS: what is in it names charges and holds none of their contents.
 */
export class TableKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { removalPolicy }: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);

    this.key = new Key(this, 'Resource', {
      description: "Payonce's tables",
      enableKeyRotation: true,
      removalPolicy,
      policy: administeredByTheAccount(),
    });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AccountRootPrincipal()],
        actions: kms([...READS, ...WRITES, ...TABLES]),
        resources: ['*'],
        conditions: { StringEquals: THROUGH_DYNAMODB },
      }),
    );
  }

  /** Reads what is encrypted with it, also from a stream. */
  grantReads(to: LambdaFunction): void {
    this.grant(to, READS);
  }

  /** Reads and writes. */
  grantWrites(to: LambdaFunction): void {
    this.grant(to, [...READS, ...WRITES]);
  }

  private grant(to: LambdaFunction, actions: readonly string[]): void {
    to.addToRolePolicy(
      new PolicyStatement({
        actions: kms(actions),
        resources: [this.key.keyArn],
        conditions: { StringEquals: THROUGH_DYNAMODB },
      }),
    );
  }
}
