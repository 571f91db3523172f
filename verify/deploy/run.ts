import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCdk } from './cdk.ts';
import { createClients } from './clients.ts';
import { type Deployment, STACK_NAME } from './deployment.ts';
import { environmentFor } from './environment.ts';
import { createOperator } from './operator-command.ts';
import type { Options } from './options.ts';
import { exitCodeOf } from './report.ts';
import { createSteps, type StepRecord, Stopped } from './step.ts';
import { bootstrap } from './steps/bootstrap.ts';
import { checkEndpoint } from './steps/check-endpoint.ts';
import { checkTables } from './steps/check-tables.ts';
import { deploy, readTemplate } from './steps/deploy.ts';
import { destroy } from './steps/destroy.ts';
import { checkNothingLeft } from './steps/nothing-left.ts';
import { prepareSender } from './steps/sender.ts';
import { synth } from './steps/synth.ts';
import { takeWalk } from './steps/take-walk.ts';
import { withoutMetricMath } from './steps/without-metric-math.ts';
import { cognitoTokens } from './token/cognito.ts';
import { startOwnIssuer } from './token/own-issuer.ts';

export interface RunOptions {
  readonly options: Options;
  /** Ends the walk; what was deployed is destroyed all the same. */
  readonly signal: AbortSignal;
  readonly write: (line: string) => void;
}

/** Deploys, walks, destroys. Never leaves anything behind but what `keep` asks for, whatever happened in between. */
export const run = async ({ options, signal, write }: RunOptions): Promise<readonly StepRecord[]> => {
  const { target, keep, receiptFrom } = options;
  const directory = mkdtempSync(join(tmpdir(), 'payonce-verify-'));
  const app = join(directory, 'cdk.out');
  const logFile = join(directory, 'cdk.log');
  const environment = environmentFor(target, process.env);
  const cdk = createCdk({ environment, logFile, write });
  const clients = createClients(target);
  const steps = createSteps({ now: Date.now, signal, write });
  // Not to be stopped by what stopped the walk.
  const cleaning = createSteps({ now: Date.now, signal: new AbortController().signal, write });
  const issuer = options.issuer && (await startOwnIssuer(options.issuer));

  const context = [
    ...(issuer?.context ?? []),
    ...(receiptFrom === undefined ? [] : ['-c', `receiptFrom=${receiptFrom}`]),
  ];

  let isBegun = false;
  let forgetSender: (() => Promise<string>) | undefined;
  let deployment: Deployment | undefined;
  try {
    const account = await steps.needed('The endpoint answers', () => checkEndpoint(clients, options));
    await steps.needed('cdk synth', () => synth(cdk, { app, context, signal }));
    if (target.kind === 'emulator')
      await steps.check('Alarms are as the template has them', () => withoutMetricMath(app));
    await steps.needed('cdk bootstrap', () => bootstrap(clients, cdk, { target, account, app, signal }));
    if (receiptFrom !== undefined)
      forgetSender = await steps.needed('The sender of receipts', () =>
        prepareSender(clients.ses, target, receiptFrom),
      );
    const deployed = await steps.needed('cdk deploy', () => {
      isBegun = true;
      return deploy(clients, cdk, { app, signal });
    });
    deployment = deployed;
    await steps.check('Tables are as the template has them', () =>
      checkTables(clients, target, deployed, readTemplate(app)),
    );
    const tokens = issuer ?? cognitoTokens(clients, target, deployed);
    const operator = createOperator({ environment, stack: STACK_NAME, signal });
    await takeWalk(steps, { clients, target, deployment, tokens, operator, signal });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    if (isBegun && !keep) {
      await cleaning.check('cdk destroy', () => destroy(clients, cdk, app));
      const gone = deployment;
      if (gone !== undefined) await cleaning.check('Nothing is left', () => checkNothingLeft(clients, gone));
    }
    if (forgetSender !== undefined && !keep) await cleaning.check('SES is as it was', forgetSender);
    issuer?.close();
  }

  const records = [...steps.records, ...cleaning.records];
  if (exitCodeOf(records) === 0) rmSync(directory, { recursive: true, force: true });
  else if (existsSync(logFile)) write(`\nWhat the CDK wrote: ${logFile}`);
  return records;
};
