import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource as CloudFormation writes it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface Stack {
  readonly name: string;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  /** The bundle behind an asset's key in S3: its folder, and the path of the construct that it was made for. */
  asset(objectKey: string): { readonly folder: string; readonly constructPath: string } | undefined;
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly properties?: Readonly<Record<string, string>> }>
  >;
}

interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly displayName?: string;
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Something in `cdk.out` that a local run needs and cannot make sense of. */
export class UnreadableTemplate extends Error {
  readonly code = 'unreadable-template';
}

const readJson = <T>(path: string): T => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new UnreadableTemplate(`${path} cannot be read. Has \`cdk synth\` finished?`, { cause });
  }
};

const assetFinder = (directory: string, manifest: AssetManifest): Stack['asset'] => {
  const assets = Object.values(manifest.files);
  return (objectKey) => {
    const asset = assets.find(({ destinations }) =>
      Object.values(destinations).some((destination) => destination.objectKey === objectKey),
    );
    if (asset?.source.path === undefined) return undefined;
    return { folder: join(directory, asset.source.path), constructPath: asset.displayName ?? '' };
  };
};

/**
 * Reads the stack that holds the HTTP API.
 *
 * @param directory what `cdk synth` wrote, by default `cdk.out`
 * @throws UnreadableTemplate when there is none, or more than one
 */
export const readStack = (directory: string): Stack => {
  const { artifacts } = readJson<Manifest>(join(directory, 'manifest.json'));
  const stacks: Stack[] = [];
  for (const [name, { type, properties }] of Object.entries(artifacts)) {
    const templateFile = properties?.templateFile;
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) continue;
    const template = readJson<{ Resources?: Stack['resources']; Parameters?: Stack['parameters'] }>(
      join(directory, templateFile),
    );
    const resources = template.Resources ?? {};
    if (!Object.values(resources).some(({ Type }) => Type === 'AWS::ApiGatewayV2::Api')) continue;
    const assets = readJson<AssetManifest>(
      join(directory, artifacts[`${name}.assets`]?.properties?.file ?? ''),
    );
    stacks.push({
      name,
      resources,
      parameters: template.Parameters ?? {},
      asset: assetFinder(directory, assets),
    });
  }
  const [stack, ...others] = stacks;
  if (stack === undefined || others.length > 0) {
    throw new UnreadableTemplate(
      `${directory} has ${stacks.length} stacks with an HTTP API (AWS::ApiGatewayV2::Api); a local run serves exactly one.`,
    );
  }
  return stack;
};

/** All resources of one type, with their properties. */
export const resourcesOfType = <T>(stack: Stack, type: string): [logicalId: string, properties: T][] =>
  Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, { Properties }]) => [logicalId, Properties as T]);
