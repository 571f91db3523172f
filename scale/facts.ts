import { type Counted, countAll } from './counting/count.ts';
import { measureSizes, type Size } from './counting/sizes.ts';
import { countStock } from './counting/stock.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import type { FunctionSize } from './dollars.ts';
import { CONCURRENCY } from './recovery/rule.ts';

/** All that is counted, measured and read: the tables follow from it. */
export interface Facts {
  readonly counted: readonly Counted[];
  readonly sizes: readonly Size[];
  readonly stock: Awaited<ReturnType<typeof countStock>>;
  readonly deployment: Deployment;
}

/** Needs `CDK_OUT` and `DYNAMODB_ENDPOINT`, as `test/engine/start.ts` sets them. */
export const gatherFacts = async (): Promise<Facts> => ({
  counted: await countAll(),
  sizes: await measureSizes(),
  stock: await countStock(),
  deployment: readDeployment(process.env.CDK_OUT ?? 'cdk.out'),
});

export const functionSize = ({ deployment }: Facts): FunctionSize => ({
  memoryGb: deployment.memoryMib / 1024,
  settledAtOnce: CONCURRENCY,
});

const found = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const one = all.find((each) => each.name === name);
  if (one === undefined) throw new Error(`nothing is known of ${name}`);
  return one;
};

export const operation = ({ counted }: Facts, name: string): Counted => found(counted, name);
export const size = ({ sizes }: Facts, name: string): Size => found(sizes, name);
