/** Values from `-c name=value` (always strings) and from `cdk.json` (any JSON); `undefined` when absent. */
export type ReadContext = (name: string) => unknown;

/** @throws Error when the value is neither absent nor a text that matches `pattern` */
export function readText<Default extends string | undefined>(
  read: ReadContext,
  name: string,
  { pattern, meaning, otherwise }: { pattern: RegExp; meaning: string; otherwise: Default },
): string | Default {
  const value = read(name);
  if (value === undefined) return otherwise;
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new Error(`Context \`${name}\` must be ${meaning}, not ${JSON.stringify(value)}.`);
  }
  return value;
}

/** A list as JSON in `cdk.json` or with commas on the command line: `-c tenants=demo,acme`. */
export function readList<Default extends readonly string[] | undefined>(
  read: ReadContext,
  name: string,
  { pattern, meaning, max, otherwise }: { pattern: RegExp; meaning: string; max: number; otherwise: Default },
): readonly string[] | Default {
  const value = read(name);
  if (value === undefined) return otherwise;

  const list: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const isValid = list.every((item) => typeof item === 'string' && pattern.test(item));
  if (list.length === 0 || list.length > max || !isValid || new Set(list).size !== list.length) {
    throw new Error(
      `Context \`${name}\` must be 1 to ${max} different ${meaning}, not ${JSON.stringify(value)}.`,
    );
  }
  return list as string[];
}

/** @throws Error when the value is neither absent nor a whole number above 0; `source` says where it came from */
export function readPositive<Default extends number | undefined>(
  value: unknown,
  source: string,
  otherwise: Default,
): number | Default {
  return value === undefined ? otherwise : asPositive(value, source);
}

function asPositive(value: unknown, source: string): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    throw new Error(`${source} must be a whole number above 0, not ${JSON.stringify(value)}.`);
  }
  return number;
}

/**
 * Counts by name, as an object in `cdk.json` or as JSON on the command line: `-c concurrency='{"charges.create": 50}'`.
 *
 * @throws Error when a name is none of `names`, or a count no whole number above 0
 */
export function readCounts(
  read: ReadContext,
  name: string,
  { names, meaning }: { names: readonly string[]; meaning: string },
): Readonly<Record<string, number>> {
  const value = read(name);
  if (value === undefined) return {};

  const counts = typeof value === 'string' ? parsed(value) : value;
  const refused = (why: string) => new Error(`Context \`${name}\` must be ${meaning}: ${why}.`);
  if (typeof counts !== 'object' || counts === null || Array.isArray(counts)) {
    throw refused(`${JSON.stringify(value)} is no JSON object`);
  }
  const unknown = Object.keys(counts).find((each) => !names.includes(each));
  if (unknown !== undefined) throw refused(`${unknown} is none of ${names.join(', ')}`);
  return Object.fromEntries(
    Object.entries(counts).map(([each, count]) => [
      each,
      asPositive(count, `Context \`${name}\` of ${each}`),
    ]),
  );
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // The caller says what it should have been.
    return undefined;
  }
};
