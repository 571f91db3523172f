import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { StripeSettings } from './processor-settings.ts';
import { STRIPE_ROUTES } from './routes.ts';
import type { Stage } from './stage.ts';

export interface StripeProcessorProps {
  readonly stage: Stage;
  readonly processor: StripeSettings;
  /** Part of every key that Stripe gets: two deployments on one account never answer for each other. */
  readonly deploymentId: string;
}

/** Stripe, of which AWS holds nothing but the secret key, in Secrets Manager: no template and no environment has it. */
export class StripeProcessor extends Construct {
  readonly outputs: Readonly<Record<string, string>>;
  readonly routes = STRIPE_ROUTES;
  readonly #webhookSecret: Secret;
  readonly #secretArn: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { stage, processor, deploymentId }: StripeProcessorProps) {
    super(scope, id);

    // What names the secret in a call to Secrets Manager.
    let secretId: string;
    if (processor.secretName === undefined) {
      // Created with a random text in it: until the real key replaces it, Stripe refuses every call and no money moves.
      const secret = new Secret(this, 'Resource', {
        description: 'The Stripe secret key of Payonce, as plain text',
        removalPolicy: stage.removalPolicy,
      });
      Validations.of(secret).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'Stripe issues the key, and only there can it be rolled: Secrets Manager cannot make a new one.',
      });
      secretId = secret.secretArn;
      this.#secretArn = secret.secretArn;
    } else {
      secretId = processor.secretName;
      // Secrets Manager appends a dash and six characters to the name, which a name alone does not tell.
      this.#secretArn = Stack.of(this).formatArn({
        service: 'secretsmanager',
        resource: `secret:${processor.secretName}-??????`,
      });
    }
    this.#environment = {
      DEPLOYMENT_ID: deploymentId,
      PROCESSOR: processor.name,
      PROCESSOR_ACCOUNT: processor.account,
      STRIPE_SECRET_ID: secretId,
    };
    // As above: until the real one replaces it, every event is refused.
    this.#webhookSecret = new Secret(this, 'WebhookSecret', {
      description: "The signing secret of Payonce's endpoint at Stripe (whsec_…), as plain text",
      removalPolicy: stage.removalPolicy,
    });
    Validations.of(this.#webhookSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Stripe issues it with the endpoint, and only there can it be rolled.',
    });
    this.outputs = {
      StripeSecretCommand: secretCommand(secretId),
      StripeWebhookSecretCommand: secretCommand(this.#webhookSecret.secretArn),
    };
  }

  /** Moves money: reads the key, and knows what to tell Stripe. */
  grantPayments(to: LambdaFunction): void {
    to.addToRolePolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.#secretArn] }),
    );
    for (const [name, value] of Object.entries(this.#environment)) to.addEnvironment(name, value);
  }

  /** Receives events: reads the secret that they are signed with. */
  grantEvents(to: LambdaFunction): void {
    to.addToRolePolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [this.#webhookSecret.secretArn],
      }),
    );
    to.addEnvironment('STRIPE_WEBHOOK_SECRET_ID', this.#webhookSecret.secretArn);
  }
}

/** Reads the key from the keyboard: it ends in no shell history and in no list of processes. */
const secretCommand = (secretId: string): string =>
  `read -rs KEY && printf %s "$KEY" | aws secretsmanager put-secret-value --region ${Aws.REGION} ` +
  `--secret-id ${secretId} --secret-string file:///dev/stdin`;
