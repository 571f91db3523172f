import type { Construct } from 'constructs';
import { KeyedTable, type TableProps } from './keyed-table.ts';

/** Every order, for ever: an order is the record of the key that placed it. */
export class OrdersTable extends KeyedTable {
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id, { ...props, variable: 'ORDERS_TABLE' });
    this.indexByTenant();
  }
}
