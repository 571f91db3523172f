import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { PROCESSOR, PROJECT_ROOT } from './sources.ts';

/** The project's feature flags: one of them says what `NodejsFunction` leaves out of a bundle. */
const { context } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));

/**
 * Bundles an entry as `NodejsFunction` does by itself: not minified, and without the SDK, which Lambda's runtime has. Two
 * things are said that a user of it would have to say as well: which processor there is, and that packages are taken from
 * their ES modules, since one of them (`jsonc-parser`) cannot be bundled from its other form.
 *
 * @returns the path of the bundle
 */
export const bundleWithDefaults = (source: string, directory: string): string => {
  const outdir = mkdtempSync(join(directory, 'defaults-'));
  const stack = new Stack(new App({ outdir, context }), 'Stock');
  new NodejsFunction(stack, 'Function', {
    entry: source,
    runtime: Runtime.NODEJS_24_X,
    projectRoot: PROJECT_ROOT,
    depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
    bundling: {
      mainFields: ['module', 'main'],
      define: { 'process.env.PROCESSOR': JSON.stringify(PROCESSOR) },
      logLevel: 'silent' as never,
    },
  });
  const asset = readdirSync(outdir).find((name) => name.startsWith('asset.'));
  if (asset === undefined) throw new Error('NodejsFunction left no bundle');
  return join(outdir, asset, 'index.js');
};
