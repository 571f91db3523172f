import { App } from 'aws-cdk-lib';
import { addChecks } from './checks.ts';
import { PayonceStack } from './payonce-stack.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings((name) => app.node.tryGetContext(name), process.env);

new PayonceStack(app, 'Payonce', { settings });
addChecks(app);
