import { App } from 'aws-cdk-lib';
import { addChecks } from './checks.ts';
import { PayonceStack } from './payonce-stack.ts';
import { readSettings, type Settings } from './settings.ts';

const app = new App();

/** A wrong setting is the reader's to mend: one sentence, no stack. */
const settingsOrExit = (): Settings => {
  try {
    return readSettings((name) => app.node.tryGetContext(name), process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};

new PayonceStack(app, 'Payonce', { settings: settingsOrExit() });
addChecks(app);
