import { type Environment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Api, type CallAs } from './api.ts';
import { ChargesTable } from './charges-table.ts';
import { Dashboard } from './dashboard.ts';
import { IdempotencyTable } from './idempotency-table.ts';
import { identity } from './identity.ts';
import { OrdersTable } from './orders-table.ts';
import { Outputs } from './outputs.ts';
import { processor as chosenProcessor } from './processor.ts';
import { Receipts } from './receipts.ts';
import { Recovery } from './recovery.ts';
import { ROUTES } from './routes.ts';
import type { Settings } from './settings.ts';
import { TableKey } from './table-key.ts';

export interface PayonceStackProps {
  readonly settings: Settings;
  /** @default - whichever account and region the command line is in */
  readonly env?: Environment;
  /** @default - the API calls each function itself */
  readonly callAs?: CallAs;
}

/** All of Payonce. */
export class PayonceStack extends Stack {
  readonly api: Api;

  constructor(scope: Construct, id: string, { settings, env, callAs }: PayonceStackProps) {
    super(scope, id, {
      ...(env && { env }),
      stackName: settings.stackName,
      description: 'Payonce: charges and orders that happen once',
      terminationProtection: settings.stage.isProtected,
    });

    const { stage, throughput, tableKey } = settings;
    const key = tableKey === 'customer' ? new TableKey(this, 'TableKey', stage) : undefined;
    const tables = { stage, throughput, key };
    const charges = new ChargesTable(this, 'Charges', tables);
    const orders = new OrdersTable(this, 'Orders', tables);
    const idempotency = new IdempotencyTable(this, 'Idempotency', tables);
    const processor = chosenProcessor(this, settings, tables);
    const { authorizer, pool } = identity(this, settings);
    const backends = { charges, orders, idempotency, processor };
    const recovery = new Recovery(this, 'Recovery', { settings, charges, orders, processor });
    const { receiptFrom: from } = settings;
    const receipts =
      from === undefined
        ? undefined
        : new Receipts(this, 'Receipts', { settings, from, charges, orders, idempotency });
    const routes = [...ROUTES, ...processor.routes];
    this.api = new Api(this, 'Api', { settings, routes, backends, authorizer, callAs });
    const watched = { settings, api: this.api, recovery, receipts, charges, orders };
    const alarms = new Alarms(this, 'Alarms', watched);
    const dashboard = new Dashboard(this, 'Dashboard', { ...watched, alarms });

    new Outputs(this, 'Outputs', {
      apiUrl: this.api.url,
      processor,
      tables: { Charges: charges, Orders: orders, Idempotency: idempotency },
      pool,
      receipts,
      watching: { ...alarms.outputs, ...dashboard.outputs },
    });
  }
}
