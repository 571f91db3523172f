import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { processorTimeoutMs } from '../functions/shared/limits.ts';
import { AlarmGroup, REPEATEDLY } from './alarm-group.ts';
import type { Endpoint } from './api.ts';
import { FIVE_MINUTES, METRICS_PER_ALARM_MAX, sumOf, worstOf } from './metrics.ts';

export interface FunctionAlarmsProps {
  readonly endpoints: readonly Endpoint[];
  /** Called by nobody who would notice that they fail. */
  readonly background: readonly LambdaFunction[];
  readonly functionTimeoutS: number;
}

type MetricOf = (each: LambdaFunction) => ReturnType<LambdaFunction['metricErrors']>;

const errors: MetricOf = (each) => each.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM });
const throttles: MetricOf = (each) => each.metricThrottles({ period: FIVE_MINUTES, statistic: Stats.SUM });
const duration: MetricOf = (each) => each.metricDuration({ period: FIVE_MINUTES, statistic: Stats.p(99) });

/**
 * Functions that die, are not let run, or run out of time. Sums over a group and not an alarm for each: whoever is woken
 * looks at the same graph in any case, and sixteen alarms of one cause are fifteen too many.
 */
export class FunctionAlarms extends AlarmGroup {
  constructor(
    scope: Construct,
    id: string,
    { endpoints, background, functionTimeoutS }: FunctionAlarmsProps,
  ) {
    super(scope, id);

    const isRead = ({ route }: Endpoint) => route.method === 'GET';
    const reads = endpoints.filter(isRead).map((each) => each.function);
    const writes = endpoints.filter((each) => !isRead(each)).map((each) => each.function);
    const acting = [...writes, ...background];

    this.addErrors(
      'FunctionErrors',
      acting,
      'Functions that write, or that nobody waits for, died or timed out.',
    );
    this.addErrors('ReadErrors', reads, 'Functions that only read died or timed out: no money is touched.');
    this.addThrottles(acting);
    this.addDuration(writes, processorTimeoutMs(functionTimeoutS));
  }

  private addErrors(name: string, of: readonly LambdaFunction[], says: string): void {
    this.addPerTen(name, of, (some, id) =>
      this.add(id, {
        says,
        todo:
          'Look at "Errors of functions" on the dashboard for which, and in its log group for the last lines. ' +
          'After a deployment: roll back.',
        metric: sumOf(some.map(errors), 'Errors'),
        // An error that a function answers itself is none here: what is left is a crash, a time-out, too little memory.
        atLeast: 1,
        ...REPEATEDLY,
        // A function that is not called has not failed.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /** Reads are left out: what they wait for is the account's concurrency as well, and the gateway counts them as 5xx. */
  private addThrottles(of: readonly LambdaFunction[]): void {
    this.addPerTen('Throttles', of, (some, id) =>
      this.add(id, {
        says: 'Functions are not let run: the limit of concurrent executions is reached.',
        todo: "Compare the account's limit, and the function's own if it has one, with what runs; raise it, or find who calls so much.",
        metric: sumOf(some.map(throttles), 'Throttles'),
        atLeast: 1,
        ...REPEATEDLY,
        // As above.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /**
   * Above what the processor may take, 80 % of the time-out: what takes longer has waited for it to the end, and writes the
   * outcome down in what is left. Not of the recovery and of receipts: with much to do, these use up their time by design
   * and leave the rest.
   */
  private addDuration(of: readonly LambdaFunction[], maxMs: number): void {
    this.addPerTen('Duration', of, (some, id) =>
      this.add(id, {
        says: `Requests take more than ${maxMs / 1000} s, and the function is stopped soon after.`,
        todo: 'As a rule the processor is slow: look at its status page. Nothing is charged twice; payers are told to repeat.',
        metric: worstOf(some.map(duration), 'Longest, ms'),
        above: maxMs,
        ...REPEATEDLY,
        // As above.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  /** One alarm as a rule, and another for every ten functions that somebody adds. */
  private addPerTen(
    name: string,
    of: readonly LambdaFunction[],
    add: (some: readonly LambdaFunction[], id: `${string}Alarm`) => void,
  ): void {
    for (let start = 0; start < of.length; start += METRICS_PER_ALARM_MAX) {
      const number = start === 0 ? '' : String(start / METRICS_PER_ALARM_MAX + 1);
      add(of.slice(start, start + METRICS_PER_ALARM_MAX), `${name}${number}Alarm`);
    }
  }
}
