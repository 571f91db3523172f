type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKnown = (rule: unknown): boolean =>
  !isMembers(rule) || ['exists', 'prefix'].includes(Object.keys(rule).join());

const meets = (rule: unknown, value: unknown): boolean => {
  if (!isMembers(rule)) return rule === value;
  if ('exists' in rule) return (value !== undefined) === rule.exists;
  return typeof value === 'string' && value.startsWith(String(rule.prefix));
};

/** The first rule of a pattern that a local run does not know, or `undefined`: `matches` is only for the others. */
export const unknownRule = (pattern: unknown): unknown => {
  if (Array.isArray(pattern)) return pattern.find((rule) => !isKnown(rule));
  if (!isMembers(pattern)) return undefined;
  return Object.values(pattern)
    .map(unknownRule)
    .find((rule) => rule !== undefined);
};

/**
 * Whether a record matches a filter pattern of Lambda: every member of the pattern is met by the record's member of the
 * same name, and a list by any of its rules.
 */
export const matches = (pattern: unknown, record: unknown): boolean => {
  if (Array.isArray(pattern)) return pattern.some((rule) => meets(rule, record));
  if (!isMembers(pattern)) return pattern === record;
  const members = isMembers(record) ? record : {};
  return Object.entries(pattern).every(([name, part]) => matches(part, members[name]));
};
