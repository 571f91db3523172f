import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import type { ProcessorName } from './processor-settings.ts';
import { ENTRIES } from './routes.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..');

const BUNDLING = {
  bundle: true,
  platform: 'node',
  // The Lambda runtime, not the machine that builds.
  target: 'node24',
  // Starts faster than ES modules on Lambda.
  format: 'cjs',
  // Also of names: keeping them costs 6 % of the CPU of a start. `npm run where` leads from a stack to the source.
  minify: true,
  // Packages' ES modules where they have them, since only those can be shaken: a third less to load.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  // `import()` of what is not in the bundle becomes `require()`: the first real one starts Node's loader of ES modules.
  supported: { 'dynamic-import': false },
  // The AWS SDK itself is bundled: the version that was tested is the version that runs. Left out is what it would load
  // only for a service with event streams, which none of ours is, and the ways to credentials that it would only try
  // where a function's environment has none, which does not happen on Lambda.
  external: [
    '@smithy/core/event-streams',
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
} satisfies BuildOptions;

/** Stands in a bundle for the 24 kB of a parser that is never called. */
const WITHOUT_JMESPATH = join(PROJECT_ROOT, 'functions/idempotency/without-jmespath.ts');

/**
 * How a function's code becomes one file. Whatever else builds a function must build it with these.
 *
 * @param processor the only one whose code is in it. Measured: without Stripe, a charge's bundle is a third smaller
 */
export const bundling = (processor: ProcessorName) =>
  ({
    ...BUNDLING,
    define: { 'process.env.PROCESSOR': JSON.stringify(processor) },
    // Powertools would look for a key in the event with it. Ours is derived elsewhere, and no expression is ever given.
    alias: {
      '@aws-lambda-powertools/jmespath': WITHOUT_JMESPATH,
      '@aws-lambda-powertools/jmespath/functions': WITHOUT_JMESPATH,
    },
  }) satisfies BuildOptions;

/** The source file of a route's entry. */
export const entryFile = (entry: string): string => join(PROJECT_ROOT, 'functions', `${entry}.ts`);

/** Every function's code, by entry. Built together, they read what they share once: byte for byte the same in a third of the time. */
const buildAll = (processor: ProcessorName): ReadonlyMap<string, Uint8Array> => {
  const { outputFiles } = buildSync({
    ...bundling(processor),
    entryPoints: Object.fromEntries(ENTRIES.map((entry) => [entry, entryFile(entry)])),
    outdir: PROJECT_ROOT,
    absWorkingDir: PROJECT_ROOT,
    write: false,
  });
  return new Map(
    outputFiles.map(({ path, contents }) => [relative(PROJECT_ROOT, path).replace(/\.js$/, ''), contents]),
  );
};

const built = new Map<ProcessorName, ReadonlyMap<string, Uint8Array>>();

/** A function's code as it is deployed. @throws Error when it is none of the project's functions */
export const codeOf = (entry: string, processor: ProcessorName): Uint8Array => {
  const all = built.get(processor) ?? buildAll(processor);
  built.set(processor, all);
  const code = all.get(entry);
  if (code === undefined)
    throw new Error(`functions/${entry}.ts is not among the entries of infra/routes.ts.`);
  return code;
};

/**
 * One entry's code as `index.js`. It calls esbuild directly, which is what `NodejsFunction` does by way of `npx` in
 * three times the time; neither needs Docker.
 */
export function bundledCode(entry: string, processor: ProcessorName): Code {
  return Code.fromAsset(PROJECT_ROOT, {
    // The same bundle has the same hash, wherever and whenever it was built.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'),
      // Never run, but part of what CDK tells bundles apart by: without it all functions would get the first one's.
      command: ['esbuild', entry, processor],
      local: {
        tryBundle: (outputDirectory) => {
          writeFileSync(join(outputDirectory, 'index.js'), codeOf(entry, processor));
          // Said, not assumed: below a project of ES modules it would be taken for one of them.
          writeFileSync(join(outputDirectory, 'package.json'), '{"type":"commonjs"}\n');
          return true;
        },
      },
    },
  });
}
