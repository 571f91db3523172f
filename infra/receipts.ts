import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ChargesTable } from './charges-table.ts';
import type { KeyedTable } from './keyed-table.ts';
import { OneFunction } from './one-function.ts';
import { justSucceededWithAddress } from './receipts-filter.ts';
import { RECEIPTS } from './routes.ts';
import type { Settings } from './settings.ts';

/** Four receipts that all take the longest that one may take (`functions/receipts/send-one.ts`). */
const TIMEOUT_S = 60;

/** Receipts that one call sends one after the other: in a second, as a rule. */
const BATCH_SIZE = 10;

/**
 * How long a receipt is tried: longer than a bad day of a mail service usually is, and much longer than a lease. What
 * is tried holds up those behind it. That is right while no mail goes out at all; what is wrong with one receipt alone,
 * the function sets aside at once, and lanes keep the rest apart.
 */
const RECORD_AGE_MAX = Duration.hours(6);
const LANES = 10;

export interface ReceiptsProps {
  readonly settings: Settings;
  /** The sender. */
  readonly from: string;
  readonly charges: ChargesTable;
  readonly orders: KeyedTable;
  readonly idempotency: KeyedTable;
}

/** Sends a mail for each charge that succeeds, from the stream of the charges. What could not be sent is kept. */
export class Receipts extends Construct {
  readonly function: LambdaFunction;
  readonly deadLetters: Queue;
  readonly outputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ReceiptsProps) {
    super(scope, id);

    const { settings, from, charges, orders, idempotency } = props;
    const send = new OneFunction(this, 'receipts.send', {
      route: RECEIPTS,
      settings,
      timeoutS: TIMEOUT_S,
      noDeadLetters:
        'The event source keeps what failed, in a queue of its own; a person who calls it waits.',
    }).function;
    idempotency.grantClaims(send);
    orders.grantReads(send);
    charges.grantReads(send);
    charges.grantStreamReads(send);
    this.grantMails(send, from);

    const deadLetters = this.addDeadLetters(settings);
    send.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    );
    send.addEnvironment('RECEIPT_DEAD_LETTERS_URL', deadLetters.queueUrl);
    const source = new EventSourceMapping(this, 'Stream', {
      target: send,
      eventSourceArn: charges.streamArn,
      // From the oldest event that there is: a mapping takes minutes to start, and what succeeds meanwhile counts.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: justSucceededWithAddress(),
      batchSize: BATCH_SIZE,
      parallelizationFactor: LANES,
      reportBatchItemFailures: true,
      // For a function that dies on one record without a word: halves, until that one is alone.
      bisectBatchOnError: true,
      // By age alone: an attempt that meets a running lease is no failure, and a count would soon be used up by those.
      retryAttempts: -1,
      maxRecordAge: RECORD_AGE_MAX,
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    });
    // The mapping is refused until its function may read the stream.
    source.node.addDependency(send.role?.node.findChild('DefaultPolicy') ?? send);

    this.function = send;
    this.deadLetters = deadLetters;
    this.outputs = { SendReceiptCommand: sendCommand(send), ReceiptDeadLettersUrl: deadLetters.queueUrl };
  }

  /** One verb, one sender. SES asks for the address or for its domain, whichever is verified. */
  private grantMails(send: LambdaFunction, from: string): void {
    const identities = [from, from.slice(from.indexOf('@') + 1)];
    send.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: identities.map((resourceName) =>
          Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName }),
        ),
        conditions: { StringEquals: { 'ses:FromAddress': from } },
      }),
    );
    send.addEnvironment('RECEIPT_FROM', from);
  }

  private addDeadLetters({ stage }: Settings): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // As long as SQS keeps anything.
      retentionPeriod: Duration.days(14),
      removalPolicy: stage.removalPolicy,
    });
    const reason =
      'It is the dead-letter queue: of an event source, which does not show in a redrive policy.';
    Validations.of(queue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    );
    return queue;
  }
}

/** Sends one receipt, if it has not been sent. */
const sendCommand = ({ functionName }: LambdaFunction): string =>
  `aws lambda invoke --region ${Aws.REGION} --function-name ${functionName} --cli-binary-format raw-in-base64-out ` +
  `--payload '{"tenant":"…","chargeId":"ch_…"}' /dev/stdout`;
