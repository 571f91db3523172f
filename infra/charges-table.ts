import { AttributeType, ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { KeyedTable, type TableProps } from './keyed-table.ts';

const BY_DUE_AT = 'byDueAt';
const BY_CHARGE = 'byCharge';

/**
 * Every charge and every refund, for ever: each is the record of its key, so a charge that expired could be charged
 * again. Refunds are here so that one index finds all that is due.
 */
export class ChargesTable extends KeyedTable {
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id, { ...props, variable: 'CHARGES_TABLE', stream: StreamViewType.NEW_AND_OLD_IMAGES });

    this.indexByTenant();
    // Sparse: only unfinished charges carry these attributes. Sharded: one partition takes 1 000 writes a second.
    this.addIndex({
      indexName: BY_DUE_AT,
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'dueAtMs', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // Sparse: only refunds carry these attributes, and none of those that list a tenant's charges.
    this.addIndex({
      indexName: BY_CHARGE,
      partitionKey: { name: 'refundOf', type: AttributeType.STRING },
      sortKey: { name: 'refundedAtId', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** The refunds of a charge: their keys from the index, then the refunds themselves. */
  grantRefundLists(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:GetItem', 'dynamodb:BatchGetItem');
    this.grant(to, `${this.table.tableArn}/index/${BY_CHARGE}`, 'dynamodb:Query');
  }

  /** Where every change of a charge can be read for a day. */
  get streamArn(): string {
    return this.table.tableStreamArn ?? '';
  }

  /** Reads what has changed, as an event source does in the name of its function. */
  grantStreamReads(to: LambdaFunction): void {
    const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    this.grant(to, this.streamArn, ...actions.map((action) => `dynamodb:${action}`));
  }

  /** Finds what is due and ends it. It cannot create a charge or a refund. */
  grantSettles(to: LambdaFunction): void {
    this.grantUpdates(to);
    this.grant(to, `${this.table.tableArn}/index/${BY_DUE_AT}`, 'dynamodb:Query');
  }
}
