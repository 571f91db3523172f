/** @throws Error saying what was expected and what was seen */
export function expectEqual<Value>(seen: Value, expected: Value, what: string): void {
  if (seen !== expected)
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, saw ${JSON.stringify(seen)}`);
}
