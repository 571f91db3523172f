import type { Construct } from 'constructs';
import { KeyedTable } from './keyed-table.ts';
import type { Stage } from './stage.ts';

/** Every order, for ever: an order is the record of the key that placed it. */
export class OrdersTable extends KeyedTable {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id, { stage, variable: 'ORDERS_TABLE' });
    this.indexByTenant();
  }
}
