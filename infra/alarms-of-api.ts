import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmGroup, REPEATEDLY } from './alarm-group.ts';
import { FIVE_MINUTES } from './metrics.ts';

/** A share and not a count, so that it means the same at any load: what a processor's bad minute leaves is below it. */
const FAILED_PERCENT_MAX = 5;

/** With less, a share says nothing: one failure of one request at night is 100 %. */
const FAILED_REQUESTS_MIN = 5;

/** When a person reloads the page. A charge takes a second or two, and a deployment's cold starts do not reach it. */
const LATENCY_MAX = Duration.seconds(10);

/** What clients see: whether they are answered, and how fast. */
export class ApiAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, { httpApi }: { readonly httpApi: HttpApi }) {
    super(scope, id);

    const sums = { statistic: Stats.SUM, period: FIVE_MINUTES };
    this.add('GatewayErrorsAlarm', {
      says: `More than ${FAILED_PERCENT_MAX} % of all requests are answered with 5xx.`,
      todo:
        'Look at the dashboard: "unavailable" and "outcome-unknown" come from the processor or a table, "internal-error" from us, ' +
        'and what no function counts from API Gateway. Clients repeat with the same key meanwhile.',
      metric: new MathExpression({
        expression: `IF(FILL(failed, 0) >= ${FAILED_REQUESTS_MIN}, 100 * FILL(failed, 0) / requests, 0)`,
        usingMetrics: { failed: httpApi.metricServerError(sums), requests: httpApi.metricCount(sums) },
        label: 'Failed, %',
        period: FIVE_MINUTES,
      }),
      above: FAILED_PERCENT_MAX,
      ...REPEATEDLY,
      // Nobody called.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.add('GatewayLatencyAlarm', {
      says: `One request in a hundred takes more than ${LATENCY_MAX.toSeconds()} s.`,
      todo: 'Look at the dashboard: which function is slow, and does it wait for the processor, a table, or a start?',
      metric: httpApi.metricLatency({ statistic: Stats.p(99), period: FIVE_MINUTES }),
      above: LATENCY_MAX.toMilliseconds(),
      ...REPEATEDLY,
      // Nobody called.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
