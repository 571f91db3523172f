import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PayonceStack } from '../../infra/payonce-stack.ts';
import { readSettings } from '../../infra/settings.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
/** What the CDK's command line adds to the context of every synth. */
const FROM_THE_COMMAND_LINE = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

const { context: flags } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));

/** The smallest context that the prod stage takes. */
export const PROD = { stage: 'prod', stripeAccount: 'acct_1Test' };

/** The app's construct tree with the project's own feature flags, without building any function. */
export const createApp = (context: Readonly<Record<string, unknown>> = {}): [App, PayonceStack] => {
  const app = new App({
    context: { ...flags, ...FROM_THE_COMMAND_LINE, ...context, 'aws:cdk:bundling-stacks': [] },
  });
  const settings = readSettings((name) => app.node.tryGetContext(name), {});
  return [app, new PayonceStack(app, 'Payonce', { settings })];
};

/** The template alone: the rules that every real synth checks have a test of their own. */
export const synthesize = (context: Readonly<Record<string, unknown>> = {}): Template => {
  const [, stack] = createApp({ ...context, '@aws-cdk/core:validateAgainstDefaultRules': false });
  return Template.fromStack(stack);
};
