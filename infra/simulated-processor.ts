import { Aws } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { KeyedTable, type TableProps } from './keyed-table.ts';

/**
 * What the simulated processor has done, by downstream key. Never read by a function: a refused write tells what it has
 * met. No entry expires: only the memory of a key does, and a time stamp in the item says when.
 */
class SimulatedLedger extends KeyedTable {
  grantPayments(to: LambdaFunction): void {
    this.grant(to, this.table.tableArn, 'dynamodb:UpdateItem');
  }
}

export interface SimulatedProcessorProps {
  readonly tables: TableProps;
  readonly deploymentId: string;
}

/** A processor that moves no money and needs no account: everything that there is of it is a table. */
export class SimulatedProcessor extends Construct {
  readonly routes = [];
  readonly outputs: Readonly<Record<string, string>>;
  readonly #ledger: SimulatedLedger;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { tables, deploymentId }: SimulatedProcessorProps) {
    super(scope, id);

    this.#ledger = new SimulatedLedger(this, 'Ledger', { ...tables, variable: 'SIMULATED_LEDGER_TABLE' });
    this.#environment = {
      DEPLOYMENT_ID: deploymentId,
      PROCESSOR: 'simulated',
      PROCESSOR_ACCOUNT: 'simulated',
    };
    this.outputs = {
      Processor: 'simulated: no money moves. With a Stripe account, deploy with -c processor=stripe',
      SimulatedLedgerCommand:
        `aws dynamodb scan --region ${Aws.REGION} --table-name ${this.#ledger.tableName} ` +
        "--query 'Items[].entries.L[].M.{charge:chargeId.S,amount:amount.N,currency:currency.S,status:status.S,refund:refundId.S}' --output table",
    };
  }

  /** Writes the ledger. */
  grantPayments(to: LambdaFunction): void {
    this.#ledger.grantPayments(to);
    for (const [name, value] of Object.entries(this.#environment)) to.addEnvironment(name, value);
  }
}
