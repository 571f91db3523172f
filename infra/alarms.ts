import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { ApiAlarms } from './alarms-of-api.ts';
import { FunctionAlarms } from './alarms-of-functions.ts';
import { MoneyAlarms } from './alarms-of-money.ts';
import { ReceiptAlarms } from './alarms-of-receipts.ts';
import { TableAlarms } from './alarms-of-tables.ts';
import type { Api } from './api.ts';
import type { KeyedTable } from './keyed-table.ts';
import type { Receipts } from './receipts.ts';
import type { Recovery } from './recovery.ts';
import type { Settings } from './settings.ts';

/** What is looked at, by alarms and on the dashboard. */
export interface Watched {
  readonly settings: Pick<Settings, 'alarmEmail' | 'functionTimeoutS' | 'stackName'>;
  readonly api: Pick<Api, 'httpApi' | 'endpoints'>;
  readonly recovery: Pick<Recovery, 'function'>;
  readonly receipts: Receipts | undefined;
  readonly charges: KeyedTable;
  readonly orders: KeyedTable;
}

/**
 * Every alarm there is. Each goes to the address of the settings; without one they exist all the same, for the dashboard
 * and for whoever has a way of their own, and tell nobody by themselves.
 */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  readonly outputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { settings, api, recovery, receipts, ...tables }: Watched) {
    super(scope, id);

    const background = [recovery.function, ...(receipts === undefined ? [] : [receipts.function])];
    const { functionTimeoutS, alarmEmail } = settings;
    const groups = [
      new MoneyAlarms(this, 'Money', settings),
      new FunctionAlarms(this, 'Functions', { endpoints: api.endpoints, background, functionTimeoutS }),
      new ApiAlarms(this, 'Gateway', { httpApi: api.httpApi }),
      new TableAlarms(this, 'Tables', tables),
      ...(receipts === undefined ? [] : [new ReceiptAlarms(this, 'Receipts', receipts)]),
    ];
    this.all = groups.flatMap(({ alarms }) => alarms);
    this.outputs = { AlarmsGoTo: this.tell(alarmEmail) };
  }

  private tell(email: string | undefined): string {
    if (email === undefined) return 'nobody: deploy with -c alarmEmail=… to be told';

    const { topic } = new AlarmTopic(this, 'Topic', { email });
    // When it is over is not mailed: whoever was woken is looking at it.
    for (const alarm of this.all) alarm.addAlarmAction(new SnsAction(topic));
    return `${email}, once it has confirmed the mail from AWS`;
  }
}
