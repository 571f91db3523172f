import type { Construct } from 'constructs';
import { KeyedTable } from './keyed-table.ts';
import type { Stage } from './stage.ts';

/**
 * Records of keys that create no item of their own. Only a completed record carries `expiresAtS` (seconds since the
 * epoch): one that is still open never expires.
 */
export class IdempotencyTable extends KeyedTable {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id, { stage, variable: 'IDEMPOTENCY_TABLE', timeToLiveAttribute: 'expiresAtS' });
  }
}
