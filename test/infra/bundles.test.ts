import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { bundledCode, bundling, entryFile } from '../../infra/bundling.ts';
import type { ProcessorName } from '../../infra/processor-settings.ts';
import { ENTRIES, ROUTES } from '../../infra/routes.ts';
import { resourcesOf } from './reading.ts';
import { TEMPLATE_ONLY } from './synthesize.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

interface Bundle {
  readonly inputs: readonly string[];
  /** What has left something in the bundle. */
  readonly shipped: readonly string[];
  /** Its code, with its names. */
  readonly code: string;
}

const build = (entry: string, processor: ProcessorName): Bundle => {
  const { metafile, outputFiles } = buildSync({
    ...bundling(processor),
    minify: false,
    entryPoints: [entryFile(entry)],
    outfile: 'index.js',
    absWorkingDir: PROJECT_ROOT,
    write: false,
    metafile: true,
  });
  const shipped = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return { inputs: Object.keys(metafile.inputs), shipped, code: outputFiles[0]?.text ?? '' };
};

const built = new Map<string, Bundle>();

const bundle = (entry: string, processor: ProcessorName): Bundle => {
  const name = `${entry} ${processor}`;
  const known = built.get(name) ?? build(entry, processor);
  built.set(name, known);
  return known;
};

/** The functions that move money or ask what was moved. */
const PAYING = ['charges/create', 'refunds/create', 'recovery/recover'];

describe('a bundle', () => {
  it.each(ENTRIES)('%s is made of functions, packages and the contract only', (entry) => {
    const { inputs } = bundle(entry, 'stripe');
    expect(inputs).toContain(`functions/${entry}.ts`);
    expect(inputs.filter((path) => !/^(functions\/|node_modules\/|docs\/openapi\.json$)/.test(path))).toEqual(
      [],
    );
  });

  it.each(ENTRIES)('%s wires one handler, its own', (entry) => {
    const { code } = bundle(entry, 'stripe');
    expect(code.match(/handler\d* = .*[lL]ambda\(/g)).toHaveLength(1);
  });

  it.each(ENTRIES)('%s holds no parser of JMESPath, and no X-Ray SDK', (entry) => {
    const { shipped } = bundle(entry, 'stripe');
    expect(shipped.filter((path) => /jmespath\/lib|xray/.test(path))).toEqual([]);
  });

  it.each(PAYING)('%s holds no code of Stripe when money is simulated', (entry) => {
    const { shipped } = bundle(entry, 'simulated');
    expect(shipped).toContain('functions/processor/simulated.ts');
    expect(
      shipped.filter((path) => /node_modules\/stripe\/|processor\/stripe\.ts|secrets/.test(path)),
    ).toEqual([]);
  });

  it.each(PAYING)('%s cannot simulate money when it is to move it', (entry) => {
    const { shipped } = bundle(entry, 'stripe');
    expect(shipped).toContain('functions/processor/stripe.ts');
    expect(shipped.filter((path) => path.includes('simulated'))).toEqual([]);
  });

  it('is the route’s own', () => {
    const stack = new Stack(new App(TEMPLATE_ONLY), 'Stack');
    for (const [index, { entry }] of ROUTES.slice(0, 2).entries())
      new LambdaFunction(stack, `Function${index}`, {
        code: bundledCode(entry, 'stripe'),
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
      });
    const [one, other] = resourcesOf(Template.fromStack(stack), 'AWS::Lambda::Function');
    expect(one?.properties.Code.S3Key).not.toBe(other?.properties.Code.S3Key);
  });
});
