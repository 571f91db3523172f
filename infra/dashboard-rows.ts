import {
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  type Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Watched } from './alarms.ts';
import { A_MINUTE, countedBy, FIVE_MINUTES } from './metrics.ts';
import { operationId } from './routes.ts';

const CREATE_CHARGE = 'charges.create';
const RECOVERY = 'recovery.recover';

/** What a client may repeat under a key. */
const KEYED = [CREATE_CHARGE, 'refunds.create', 'orders.create'];

/** Of the widest that a dashboard has, 24. */
const SIZE = { width: 8, height: 6 };

const graph = (title: string, left: IMetric[]) =>
  new GraphWidget({ title, left, ...SIZE, leftYAxis: { min: 0, showUnits: false } });
const named = (label: string, metric: Metric): Metric => metric.with({ label });

export const charging = ({ api, settings }: Watched): IWidget[] => {
  const counted = countedBy(settings);
  const create = api.endpoints.find(({ route }) => operationId(route) === CREATE_CHARGE)?.function;
  return [
    graph('First charges a minute', [named('charged or declined', counted('Executed', CREATE_CHARGE))]),
    graph('Charges a minute that need another look', [
      named('outcome unknown', counted('Unknown', CREATE_CHARGE)),
      named('unavailable', counted('Unavailable', CREATE_CHARGE)),
      named('our mistake', counted('InternalError', CREATE_CHARGE)),
      named('taken over', counted('Takeover', CREATE_CHARGE)),
    ]),
    // No metric tells a decline from a success: what a request was answered with is in its line of the log.
    new LogQueryWidget({
      title: 'Charges by answer: 201 charged, 402 declined',
      logGroupNames: create === undefined ? [] : [create.logGroup.logGroupName],
      queryLines: [
        'filter message = "request"',
        'stats count(*) as requests by outcome, status',
        'sort requests desc',
      ],
      view: LogQueryVisualizationType.TABLE,
      ...SIZE,
    }),
  ];
};

export const replaying = ({ settings }: Watched): IWidget[] => {
  const counted = countedBy(settings);
  const perOperation = (name: string) => KEYED.map((operation) => named(operation, counted(name, operation)));
  return [
    graph('Replayed a minute', perOperation('Replayed')),
    graph('Repeated while the first is in progress, a minute', perOperation('Conflict')),
    graph('Keys reused for another request, a minute', perOperation('Mismatch')),
  ];
};

export const stuck = ({ receipts, settings }: Watched): IWidget[] => {
  const counted = countedBy(settings);
  const oldestDue = counted('OldestDue', RECOVERY, { statistic: Stats.MAXIMUM });
  const ended = ['Settled', 'Abandoned', 'StillOpen'].map((name) => named(name, counted(name, RECOVERY)));
  if (receipts === undefined) {
    return [
      graph('Oldest charge that is due, ms', [named('charge', oldestDue)]),
      graph('Ended by the recovery a minute', ended),
      graph('Incidents', [named('incidents', counted('Incident', 'incidents'))]),
    ];
  }

  const { deadLetters } = receipts;
  return [
    graph('Oldest charge that is due, ms; oldest receipt, ms', [
      named('charge', oldestDue),
      named('receipt', receipts.function.metric('IteratorAge', { statistic: Stats.MAXIMUM })),
    ]),
    graph('Ended by the recovery a minute', ended),
    graph('Incidents, dead letters', [
      named('incidents', counted('Incident', 'incidents')),
      named('dead letters', deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES })),
    ]),
  ];
};

export const answering = ({ api: { httpApi } }: Watched): IWidget[] => {
  const sums = { statistic: Stats.SUM, period: A_MINUTE };
  const latency = (percentile: number) =>
    named(`p${percentile}`, httpApi.metricLatency({ statistic: Stats.p(percentile), period: A_MINUTE }));
  return [
    graph('Requests a minute', [named('all', httpApi.metricCount(sums))]),
    graph('Refused and failed a minute', [
      named('4xx', httpApi.metricClientError(sums)),
      named('5xx', httpApi.metricServerError(sums)),
    ]),
    graph('Latency, ms', [50, 99].map(latency)),
  ];
};

export const running = ({ api, recovery, receipts }: Watched): IWidget[] => {
  const functions: [string, LambdaFunction][] = [
    ...api.endpoints.map((each): [string, LambdaFunction] => [operationId(each.route), each.function]),
    [RECOVERY, recovery.function],
  ];
  if (receipts !== undefined) functions.push(['receipts.send', receipts.function]);
  const ofEach = (metricOf: (each: LambdaFunction) => Metric) =>
    functions.map(([label, each]) => named(label, metricOf(each)));
  return [
    graph(
      'Errors of functions',
      ofEach((each) => each.metricErrors({ period: A_MINUTE })),
    ),
    graph(
      'Throttles of functions',
      ofEach((each) => each.metricThrottles({ period: A_MINUTE })),
    ),
    graph(
      'Duration of functions, p99, ms',
      ofEach((each) => each.metricDuration({ statistic: Stats.p(99) })),
    ),
  ];
};
