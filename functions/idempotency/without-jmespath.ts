/**
 * In the place of `@aws-lambda-powertools/jmespath` in a bundle (`infra/bundling.ts`). Powertools' flow calls it where a
 * configuration has an expression that leads to the key or to what is validated; ours has none.
 *
 * @throws Error always: an expression that is silently not looked at would be a key that protects nothing
 */
export const search = (expression: string): never => {
  throw new Error(
    `JMESPath is not in this bundle (infra/bundling.ts), so "${expression}" cannot be looked up.`,
  );
};

/** What an expression could call. */
export class PowertoolsFunctions {}
