import { AttributeType, ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { KeyedTable } from './keyed-table.ts';
import type { Stage } from './stage.ts';

const BY_DUE_AT = 'byDueAt';

/** Every charge, for ever: the charge is the record of its key, so a charge that expired could be charged again. */
export class ChargesTable extends KeyedTable {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id, { stage, variable: 'CHARGES_TABLE', stream: StreamViewType.NEW_AND_OLD_IMAGES });

    this.indexByTenant();
    // Sparse: only unfinished charges carry these attributes. Sharded: one partition takes 1 000 writes a second.
    this.table.addGlobalSecondaryIndex({
      indexName: BY_DUE_AT,
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'dueAtMs', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** Finds what is due and ends it. It cannot create a charge. */
  grantSettles(to: LambdaFunction): void {
    this.grantUpdates(to);
    this.grant(to, `${this.table.tableArn}/index/${BY_DUE_AT}`, 'dynamodb:Query');
  }
}
