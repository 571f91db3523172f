import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Stack, UnreadableTemplate } from './cloud-assembly.ts';
import type { LambdaFunction } from './model.ts';
import type { LocalNames } from './references.ts';

interface FunctionProperties {
  readonly Code?: { readonly S3Key?: string };
  readonly Description?: string;
  readonly Handler?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
}

/** What CloudFormation takes when a template does not say. */
const DEFAULT_TIMEOUT_S = 3;
const DEFAULT_MEMORY_MB = 128;

const bundleFile = (folder: string, module: string): string | undefined =>
  ['.js', '.mjs', '.cjs']
    .map((extension) => join(folder, `${module}${extension}`))
    .find((path) => existsSync(path));

/**
 * The operation that a function is: the infrastructure puts it in the description. Without one it goes by its logical
 * id, so that it can still be called.
 */
const operationOf = (logicalId: string, description: string | undefined): string =>
  description !== undefined && /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(description)
    ? description
    : logicalId;

/** @throws UnreadableTemplate when the bundle is not there: a bundle is what makes this a local run of the same code */
export const readFunction = (stack: Stack, names: LocalNames, logicalId: string): LambdaFunction => {
  const properties: FunctionProperties = stack.resources[logicalId]?.Properties ?? {};
  const { Handler: handler = '', Code: code, Environment: environment } = properties;
  const [module = '', exportName = ''] = handler.split('.');
  const asset = stack.asset(String(code?.S3Key));
  const bundlePath = asset && bundleFile(asset.folder, module);
  if (bundlePath === undefined || exportName === '') {
    throw new UnreadableTemplate(
      `Function ${logicalId} has no bundle for its handler ${handler || '(none)'}.`,
    );
  }
  const variables = Object.entries(environment?.Variables ?? {}).map(([name, value]) => {
    const text = names.resolve(value, `The environment variable ${name} of function ${logicalId}`);
    return [name, String(text)] as const;
  });
  return {
    id: operationOf(logicalId, properties.Description),
    bundlePath,
    exportName,
    timeoutS: properties.Timeout ?? DEFAULT_TIMEOUT_S,
    memoryMb: properties.MemorySize ?? DEFAULT_MEMORY_MB,
    environment: Object.fromEntries(variables),
  };
};
