import type { Construct } from 'constructs';
import { KeyedTable, type TableProps } from './keyed-table.ts';

/**
 * Records of keys that create no item of their own. Only a completed record carries `expiresAtS` (seconds since the
 * epoch): one that is still open never expires.
 */
export class IdempotencyTable extends KeyedTable {
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id, { ...props, variable: 'IDEMPOTENCY_TABLE', timeToLiveAttribute: 'expiresAtS' });
  }
}
