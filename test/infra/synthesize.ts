import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PayonceStack } from '../../infra/payonce-stack.ts';
import { readSettings } from '../../infra/settings.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
/** What the CDK's command line adds to the context of every synth. */
const FROM_THE_COMMAND_LINE = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

const { context: flags } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));

/** The smallest context that the prod stage takes. */
export const PROD = { stage: 'prod', stripeAccount: 'acct_1Test' };

type Context = Readonly<Record<string, unknown>>;

/** The app's construct tree with the project's own feature flags, without building any function. */
export const createApp = (context: Context = {}, props: AppProps = {}): [App, PayonceStack] => {
  const app = new App({
    ...props,
    context: { ...flags, ...FROM_THE_COMMAND_LINE, ...context, 'aws:cdk:bundling-stacks': [] },
  });
  const settings = readSettings((name) => app.node.tryGetContext(name), {});
  return [app, new PayonceStack(app, 'Payonce', { settings })];
};

/**
 * The template alone. The rules that every real synth checks have a test of their own, `checks.test.ts`: to start the
 * engine that knows them takes each test file four seconds, the template one.
 */
export const TEMPLATE_ONLY = { builtinCloudFormationValidation: false, stackTraces: false } as const;

export const synthesize = (context: Context = {}): Template =>
  Template.fromStack(createApp(context, TEMPLATE_ONLY)[1]);
