import {
  AttributeType,
  BillingMode,
  ProjectionType,
  type StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

export interface KeyedTableProps {
  readonly stage: Stage;
  /** The environment variable by which a function finds the table. */
  readonly variable: string;
  /** @default - nothing ever expires */
  readonly timeToLiveAttribute?: string;
  /** @default - no stream */
  readonly stream?: StreamViewType;
}

/** Lists of a tenant's things, newest first. */
const BY_TENANT = 'byTenant';

/**
 * A table whose items are reached by one string, `pk`. What a function may do with it is granted by intent and as exact
 * actions; nothing grants `DeleteItem` or `Scan`, because nothing here forgets and nothing looks at all tenants at once.
 * A function that is granted something also learns the table's name.
 *
 * `AWS::DynamoDB::Table`, not a global table: conditional writes hold within one region only, so a second region
 * could claim a key that the first has claimed.
 */
export class KeyedTable extends Construct {
  readonly tableName: string;
  protected readonly table: Table;
  readonly #variable: string;

  constructor(
    scope: Construct,
    id: string,
    { stage, variable, timeToLiveAttribute, stream }: KeyedTableProps,
  ) {
    super(scope, id);

    this.#variable = variable;
    this.table = new Table(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      // Nobody has to guess a capacity, and an idle table costs nothing.
      billingMode: BillingMode.PAY_PER_REQUEST,
      // The key that AWS owns: there is no card number in here that would need a key of its own, and a KMS key would
      // add a price and a quota to every payment.
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.isProtected,
      removalPolicy: stage.removalPolicy,
      ...(timeToLiveAttribute && { timeToLiveAttribute }),
      ...(stream && { stream }),
    });
    this.tableName = this.table.tableName;
  }

  /** One item, by its key. */
  grantReads(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem');
  }

  /** Creates an item together with the completed record of its key: one write, nothing to claim. Reads what it meets. */
  grantCreates(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem');
  }

  /** Claims a key, takes it over, completes or releases it; and reads what it meets. */
  grantClaims(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
  }

  /** Changes an item that exists, and reads it. */
  grantUpdates(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
  }

  /** One tenant's items: their keys from the index, then the items themselves. */
  grantLists(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem');
    this.grant(to, `${this.table.tableArn}/index/${BY_TENANT}`, 'dynamodb:Query');
  }

  /** Makes the table one that `grantLists` can be used on. */
  protected indexByTenant(): void {
    this.table.addGlobalSecondaryIndex({
      indexName: BY_TENANT,
      partitionKey: { name: 'tenant', type: AttributeType.STRING },
      sortKey: { name: 'createdAtId', type: AttributeType.STRING },
      // Neither attribute ever changes, so the writes that move a charge on do not touch the index.
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  protected grant(to: LambdaFunction, resource: string, ...actions: string[]): void {
    to.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
    to.addEnvironment(this.#variable, this.tableName);
  }
}
