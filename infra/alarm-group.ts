import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** Raised by more than this, or by this already. */
type Threshold = { readonly above: number } | { readonly atLeast: number };

type ActionableAlarmProps = Threshold &
  Pick<AlarmProps, 'metric' | 'evaluationPeriods' | 'datapointsToAlarm'> & {
    /** What is wrong, as whoever is woken by it reads it. */
    readonly says: string;
    /** What to do first; the rest stands in `docs/operations.md`, under the alarm's id. */
    readonly todo: string;
    readonly treatMissingData: TreatMissingData;
  };

/**
 * Once is what the clients' repeats and the recovery are there for. Twice in a quarter of an hour is not chance, and
 * not yet an hour of it.
 */
export const REPEATEDLY = { evaluationPeriods: 3, datapointsToAlarm: 2 } as const;

const thresholdOf = (props: Threshold) =>
  'above' in props
    ? { threshold: props.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
    : {
        threshold: props.atLeast,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      };

/** Alarms about one part. Each means that somebody must act, and says how. */
export abstract class AlarmGroup extends Construct {
  readonly alarms: Alarm[] = [];

  protected add(id: `${string}Alarm`, props: ActionableAlarmProps): void {
    const { says, todo, ...definition } = props;
    const alarm = new Alarm(this, id, {
      ...definition,
      ...thresholdOf(props),
      alarmDescription: `${says} ${todo} More: docs/operations.md#${id.toLowerCase()}`,
    });
    this.alarms.push(alarm);
  }
}
