import { Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmGroup, REPEATEDLY } from './alarm-group.ts';
import type { KeyedTable } from './keyed-table.ts';
import { FIVE_MINUTES, sumOf } from './metrics.ts';

/**
 * What a charge or an order goes through. DynamoDB counts by table and operation, and an alarm takes ten metrics: both
 * tables five times. Left out is `BatchGetItem`, which answers with less instead of failing.
 */
const OPERATIONS = ['GetItem', 'PutItem', 'UpdateItem', 'TransactWriteItems', 'Query'];

/**
 * In five minutes. The SDK tries each request three times, so a few of them are no failure of anybody's; and a table that
 * is really in trouble reaches it without any client, because the recovery asks each shard of its index every minute.
 */
const REQUESTS_MIN = 10;

export interface TableAlarmsProps {
  /** Not the table of receipts' claims: what goes wrong there shows as receipts that are late. */
  readonly charges: KeyedTable;
  readonly orders: KeyedTable;
}

/** Tables that refuse work or fail at it. */
export class TableAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, { charges, orders }: TableAlarmsProps) {
    super(scope, id);

    const perOperation = (metricName: string) =>
      [charges, orders].flatMap(({ tableName: TableName }) =>
        OPERATIONS.map(
          (Operation) =>
            new Metric({
              namespace: 'AWS/DynamoDB',
              metricName,
              dimensionsMap: { TableName, Operation },
              statistic: Stats.SUM,
              period: FIVE_MINUTES,
            }),
        ),
      );
    this.add('TableThrottlesAlarm', {
      says: 'Tables refuse requests: more is asked of them than they take.',
      todo:
        'An on-demand table doubles what it takes within half an hour. ' +
        'If it has a cap of yours, raise that; if one key is asked for all the time, find the client.',
      metric: sumOf(perOperation('ThrottledRequests'), 'Throttled requests'),
      atLeast: REQUESTS_MIN,
      ...REPEATEDLY,
      // Written when it happens only. The sum above fills the gaps: alarms on DynamoDB itself would keep their last state.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.add('TableErrorsAlarm', {
      says: 'DynamoDB fails with errors of its own.',
      todo:
        "Look at AWS's health dashboard, open a case. No charge is made without a record meanwhile: " +
        'clients get 503 and repeat, and the recovery ends what is left open.',
      metric: sumOf(perOperation('SystemErrors'), 'System errors'),
      atLeast: REQUESTS_MIN,
      ...REPEATEDLY,
      // As above.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
