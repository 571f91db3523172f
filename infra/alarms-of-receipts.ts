import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AlarmGroup, REPEATEDLY } from './alarm-group.ts';
import { FIVE_MINUTES } from './metrics.ts';
import type { Receipts } from './receipts.ts';

/** Receipts are tried for six hours: an hour is no hiccup any more, and leaves five to mend it before any is given up. */
const AGE_MAX = Duration.hours(1);

/** Receipts that are late, and those that were given up. */
export class ReceiptAlarms extends AlarmGroup {
  constructor(scope: Construct, id: string, receipts: Pick<Receipts, 'function' | 'deadLetters'>) {
    super(scope, id);

    this.add('ReceiptAgeAlarm', {
      says: 'Receipts are an hour late, and are given up after six.',
      todo: 'Read the log of receipts.send: does the mail service take anything, does the function run?',
      metric: receipts.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
      above: AGE_MAX.toMilliseconds(),
      ...REPEATEDLY,
      // Nothing was read because nobody was charged.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.add('DeadLettersAlarm', {
      says: 'Receipts could not be written, or were tried for six hours and could not be sent. No charge is touched by it.',
      todo: 'Read the log of receipts.send. When it is mended, send them with the output SendReceiptCommand.',
      metric: receipts.deadLetters.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
      // The first one: nothing sends it by itself any more.
      atLeast: 1,
      evaluationPeriods: 1,
      // SQS stops counting a queue that nobody has used for hours.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
