/** Bytes of a stored value by DynamoDB's published rules ("DynamoDB item sizes and formats"). */
const valueBytes = (value: unknown): number => {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') {
    const digits = String(Math.abs(value))
      .replace('.', '')
      .replace(/^0+|0+$/g, '').length;
    return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
  }
  // A list or a map: 3 bytes, and 1 for each entry.
  const entries = Object.entries(value as object);
  const isList = Array.isArray(value);
  return entries.reduce(
    (sum, [name, entry]) => sum + 1 + (isList ? 0 : Buffer.byteLength(name)) + valueBytes(entry),
    3,
  );
};

/** Bytes of an item: what its units are counted by. */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

/** One write unit for each KB begun, and never none. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** What DynamoDB adds to each stored item, and to each entry of an index, when it counts storage. */
export const STORED_OVERHEAD_BYTES = 100;
