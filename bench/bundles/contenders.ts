import type { BuildOptions } from 'esbuild';
import { bundling, entryFile } from '../../infra/bundling.ts';
import { contenderFile, PROCESSOR } from './sources.ts';
import { bundleWithDefaults } from './with-defaults.ts';
import { bundleWithOurFlags, WITH_JMESPATH } from './with-our-flags.ts';

export type Operation = 'order' | 'charge';

/** A bundle that answers one operation. */
export interface Contender {
  readonly name: string;
  /** Makes it below a directory, and says where. */
  readonly bundle: (operation: Operation, directory: string) => string;
}

export const OURS = 'Payonce';
export const STOCK = 'default layer, NodejsFunction as it comes';
export const STOCK_WITH_OUR_FLAGS = 'default layer, our flags';
const WITHOUT_KEY = 'no idempotency, our flags';
const BARE = 'the SDK and one put, our flags';

const ours = (operation: Operation): string => entryFile(`${operation}s/create`);

export const CONTENDERS: readonly Contender[] = [
  { name: OURS, bundle: (operation, directory) => bundleWithOurFlags(ours(operation), directory) },
  {
    name: STOCK,
    bundle: (operation, directory) => bundleWithDefaults(contenderFile(`stock-${operation}`), directory),
  },
  {
    name: STOCK_WITH_OUR_FLAGS,
    bundle: (operation, directory) =>
      bundleWithOurFlags(contenderFile(`stock-${operation}`), directory, WITH_JMESPATH),
  },
  {
    name: WITHOUT_KEY,
    bundle: (operation, directory) =>
      bundleWithOurFlags(contenderFile(`without-key-${operation}`), directory),
  },
  { name: BARE, bundle: (_, directory) => bundleWithOurFlags(contenderFile('bare-put'), directory) },
];

const { external } = bundling(PROCESSOR);

/** What each flag gives: an order's bundle without that one. */
const WITHOUT: Readonly<Record<string, BuildOptions>> = {
  'names kept': { keepNames: true },
  'not minified': { minify: false },
  'JMESPath left in': WITH_JMESPATH,
  'event streams left in': { external: external.filter((name) => !name.endsWith('event-streams')) },
  'all ways to credentials left in': { external: external.filter((name) => name.endsWith('event-streams')) },
  'import() as it is': { supported: {} },
};

export const WAYS: readonly Contender[] = Object.entries(WITHOUT).map(([name, changes]) => ({
  name,
  bundle: (operation, directory) => bundleWithOurFlags(ours(operation), directory, changes),
}));
