import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { administeredByTheAccount } from './key-policy.ts';

const CLOUDWATCH = new ServicePrincipal('cloudwatch.amazonaws.com');

/** Where alarms go, encrypted, and over TLS only. The address must confirm once, by a link that AWS mails to it. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id);

    const alarms = Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:*' });
    const ours = {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': alarms },
    };
    // A key of our own, a dollar a month: the policy of AWS's `alias/aws/sns` does not let CloudWatch use it, and an alarm
    // that cannot publish is silent.
    const key = new Key(this, 'Key', {
      description: 'Encrypts the alarms of Payonce on their way',
      enableKeyRotation: true,
      policy: administeredByTheAccount(),
      // Nothing is kept under it: a message is gone once it is sent.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [CLOUDWATCH],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        // In a key's policy: this key.
        resources: ['*'],
        conditions: ours,
      }),
    );

    this.topic = new Topic(this, 'Resource', {
      displayName: 'Payonce',
      masterKey: key,
      enforceSSL: true,
    });
    // Said, because a topic with a policy of its own has lost the one that lets the account's alarms publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [CLOUDWATCH],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: ours,
      }),
    );
    const subscription = this.topic.addSubscription(new EmailSubscription(email));
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'A mail that cannot be delivered would lie in a queue that nobody reads: the alarm itself stays raised.',
    });
  }
}
