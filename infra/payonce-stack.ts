import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { ChargesTable } from './charges-table.ts';
import { IdempotencyTable } from './idempotency-table.ts';
import { identity } from './identity.ts';
import { OrdersTable } from './orders-table.ts';
import { Outputs } from './outputs.ts';
import { processor as chosenProcessor } from './processor.ts';
import { Receipts } from './receipts.ts';
import { Recovery } from './recovery.ts';
import { ROUTES } from './routes.ts';
import type { Settings } from './settings.ts';

/** All of Payonce. */
export class PayonceStack extends Stack {
  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id, {
      stackName: settings.stackName,
      description: 'Payonce: charges and orders that happen once',
      terminationProtection: settings.stage.isProtected,
    });

    const charges = new ChargesTable(this, 'Charges', settings);
    const orders = new OrdersTable(this, 'Orders', settings);
    const idempotency = new IdempotencyTable(this, 'Idempotency', settings);
    const processor = chosenProcessor(this, settings);
    const { authorizer, pool } = identity(this, settings);
    const backends = { charges, orders, idempotency, processor };
    new Recovery(this, 'Recovery', { settings, charges, orders, processor });
    const { receiptFrom: from } = settings;
    const receipts =
      from === undefined
        ? undefined
        : new Receipts(this, 'Receipts', { settings, from, charges, orders, idempotency });
    const routes = [...ROUTES, ...processor.routes];
    const api = new Api(this, 'Api', { settings, routes, backends, authorizer });

    new Outputs(this, 'Outputs', {
      apiUrl: api.url,
      processor,
      tables: { Charges: charges, Orders: orders, Idempotency: idempotency },
      pool,
      receipts,
    });
  }
}
