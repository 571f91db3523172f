import { Aws, Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  type IWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Alarms, Watched } from './alarms.ts';
import { answering, charging, replaying, running, stuck } from './dashboard-rows.ts';

const WIDTH = 24;

const heading = (markdown: string): IWidget[] => [new TextWidget({ markdown, width: WIDTH, height: 1 })];

/**
 * One page that answers at a glance: are we charging, are we replaying, is anything stuck. One, because an account has
 * three for nothing.
 */
export class Dashboard extends Construct {
  readonly outputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { alarms, ...watched }: Watched & { readonly alarms: Alarms }) {
    super(scope, id);

    const raised = new AlarmStatusWidget({
      title: 'Red: somebody must act',
      alarms: [...alarms.all],
      width: WIDTH,
      height: 3,
    });
    const { dashboardName } = new CloudWatchDashboard(this, 'Resource', {
      defaultInterval: Duration.hours(3),
      widgets: [
        [raised],
        heading('## Are we charging?'),
        charging(watched),
        heading('## Are we replaying?'),
        replaying(watched),
        heading('## Is anything stuck?'),
        stuck(watched),
        heading('## How fast, and what fails'),
        answering(watched),
        running(watched),
      ],
    });
    const page = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
    this.outputs = { DashboardUrl: `${page}#dashboards/dashboard/${dashboardName}` };
  }
}
