import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';
import { bundledCode, bundling, entryFile } from '../../infra/bundling.ts';
import type { ProcessorName } from '../../infra/processor-settings.ts';
import { ROUTES, STRIPE_ROUTES } from '../../infra/routes.ts';
import { resourcesOf } from './reading.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const bundle = async (entry: string, processor: ProcessorName) => {
  const { metafile } = await build({
    ...bundling(processor),
    entryPoints: [entryFile(entry)],
    outfile: 'index.js',
    absWorkingDir: PROJECT_ROOT,
    write: false,
    metafile: true,
  });
  return metafile;
};

/** What has left something in the bundle. */
const shippedWith = async (entry: string, processor: ProcessorName): Promise<string[]> => {
  const { outputs } = await bundle(entry, processor);
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
};

/** The functions that move money or ask what was moved. */
const PAYING = ['charges/create', 'refunds/create', 'recovery/recover'];

describe('a bundle', () => {
  it.each([...ROUTES, ...STRIPE_ROUTES].map(({ entry }) => entry))(
    '%s is made of functions, packages and the contract only',
    async (entry) => {
      const inputs = Object.keys((await bundle(entry, 'stripe')).inputs);
      expect(inputs).toContain(`functions/${entry}.ts`);
      expect(
        inputs.filter((path) => !/^(functions\/|node_modules\/|docs\/openapi\.json$)/.test(path)),
      ).toEqual([]);
    },
  );

  it.each(PAYING)('%s holds no code of Stripe when money is simulated', async (entry) => {
    const paths = await shippedWith(entry, 'simulated');
    expect(paths).toContain('functions/processor/simulated.ts');
    expect(paths.filter((path) => /node_modules\/stripe\/|processor\/stripe\.ts|secrets/.test(path))).toEqual(
      [],
    );
  });

  it.each(PAYING)('%s cannot simulate money when it is to move it', async (entry) => {
    const paths = await shippedWith(entry, 'stripe');
    expect(paths).toContain('functions/processor/stripe.ts');
    expect(paths.filter((path) => path.includes('simulated'))).toEqual([]);
  });

  it('is the route’s own', () => {
    const stack = new Stack(new App(), 'Stack');
    ROUTES.forEach(({ entry }, index) => {
      new LambdaFunction(stack, `Function${index}`, {
        code: bundledCode(entry, 'stripe'),
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
      });
    });
    const functions = resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function');
    expect(new Set(functions.map(({ properties }) => properties.Code.S3Key)).size).toBe(ROUTES.length);
  });
});
