import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmGroup } from './alarm-group.ts';
import { countedBy } from './metrics.ts';
import type { Settings } from './settings.ts';

/** Three missed minutes and seven more: by then somebody should know, and the processor still remembers for hours. */
const OLDEST_DUE_MAX = Duration.minutes(10);

/** Charges that do not end, and money or an order that is not as the protocol says. */
export class MoneyAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, settings: Pick<Settings, 'stackName'>) {
    super(scope, id);

    const counted = countedBy(settings);
    this.add('OldestDueAlarm', {
      says: 'Charges wait to be settled and are not, or the recovery does not run.',
      todo:
        'Read the log of recovery.recover: does the processor answer, is its key valid? ' +
        'Nothing is lost while it waits; payers are told to repeat.',
      metric: counted('OldestDue', 'recovery.recover', { statistic: Stats.MAXIMUM }),
      above: OLDEST_DUE_MAX.toMilliseconds(),
      evaluationPeriods: 3,
      // A recovery that does not run says nothing.
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.add('IncidentAlarm', {
      says: 'A charge, a refund or an order is not as the protocol says.',
      todo:
        'Find the line "incident" in the logs: it names the charge. ' +
        'Compare it with the processor before anything is changed by hand.',
      metric: counted('Incident', 'incidents'),
      // The first one: each is about somebody's money.
      atLeast: 1,
      evaluationPeriods: 1,
      // It is written when there is one, and never as 0.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
