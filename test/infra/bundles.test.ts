import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';
import { BUNDLING, bundledCode, entryFile } from '../../infra/bundling.ts';
import { ROUTES } from '../../infra/routes.ts';
import { resourcesOf } from './reading.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

const inputsOf = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    ...BUNDLING,
    entryPoints: [entryFile(entry)],
    outfile: 'index.js',
    absWorkingDir: PROJECT_ROOT,
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
};

describe('a bundle', () => {
  it.each(ROUTES.map(({ entry }) => entry))('%s is made of functions and packages only', async (entry) => {
    const inputs = await inputsOf(entry);
    expect(inputs).toContain(`functions/${entry}.ts`);
    expect(inputs.filter((path) => !/^(functions|node_modules)\//.test(path))).toEqual([]);
  });

  it('is the route’s own', () => {
    const stack = new Stack(new App(), 'Stack');
    ROUTES.forEach(({ entry }, index) => {
      new LambdaFunction(stack, `Function${index}`, {
        code: bundledCode(entry),
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
      });
    });
    const functions = resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function');
    expect(new Set(functions.map(({ properties }) => properties.Code.S3Key)).size).toBe(ROUTES.length);
  });
});
