/**
 * Stops at our own mistakes. Never for input, which is answered with a problem.
 *
 * @example invariant(charge.processorId !== null, 'a settled charge has a processor id');
 * @throws Error naming the statement that does not hold
 */
export function invariant(condition: unknown, statement: string): asserts condition {
  if (!condition) throw new Error(`Invariant violated: ${statement}`);
}
