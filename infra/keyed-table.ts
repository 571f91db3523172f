import {
  AttributeType,
  BillingMode,
  type GlobalSecondaryIndexProps,
  ProjectionType,
  type StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Throughput } from './guard-rails.ts';
import type { Stage } from './stage.ts';
import type { TableKey } from './table-key.ts';

/** What is the same for every table of a stack. */
export interface TableProps {
  readonly stage: Stage;
  /** For the table and for each of its indexes. */
  readonly throughput: Throughput;
  /** @default - the key that AWS owns */
  readonly key: TableKey | undefined;
}

export interface KeyedTableProps extends TableProps {
  /** The environment variable by which a function finds the table. */
  readonly variable: string;
  /** @default - nothing ever expires */
  readonly timeToLiveAttribute?: string;
  /** @default - no stream */
  readonly stream?: StreamViewType;
}

const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];

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
  readonly #props: KeyedTableProps;

  constructor(scope: Construct, id: string, props: KeyedTableProps) {
    super(scope, id);

    this.#props = props;
    const { stage, throughput, key, timeToLiveAttribute, stream } = props;
    this.table = new Table(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      // Nobody has to guess a capacity, and an idle table costs nothing.
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...throughput,
      // Without a key of the account's own, the one that AWS owns: there is no card number in here that would need more,
      // and a KMS key adds a price and a quota.
      ...(key === undefined
        ? { encryption: TableEncryption.DEFAULT }
        : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key.key }),
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
    this.addIndex({
      indexName: BY_TENANT,
      partitionKey: { name: 'tenant', type: AttributeType.STRING },
      sortKey: { name: 'createdAtId', type: AttributeType.STRING },
      // Neither attribute ever changes, so the writes that move a charge on do not touch the index.
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** An index is counted apart from its table: a cap on the table alone would leave what its indexes take without one. */
  protected addIndex(index: GlobalSecondaryIndexProps): void {
    this.table.addGlobalSecondaryIndex({ ...index, ...this.#props.throughput });
  }

  protected grant(to: LambdaFunction, resource: string, ...actions: string[]): void {
    to.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
    to.addEnvironment(this.#props.variable, this.tableName);
    const writes = actions.some((action) => WRITES.includes(action));
    if (writes) this.#props.key?.grantWrites(to);
    else this.#props.key?.grantReads(to);
  }
}
