/** What a table promises besides holding items, in words that can be compared. */
export type TableSettings = Readonly<Record<string, string>>;

interface KeyPart {
  readonly AttributeName?: string | undefined;
  readonly KeyType?: string | undefined;
}

interface Index {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: readonly KeyPart[] | undefined;
  readonly Projection?: { readonly ProjectionType?: string | undefined } | undefined;
}

/** As a template and `DescribeTable` both say it. */
export interface TableShape {
  readonly KeySchema?: readonly KeyPart[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly Index[] | undefined;
  readonly DeletionProtectionEnabled?: boolean | undefined;
}

const keysOf = (parts: readonly KeyPart[] = []): string =>
  parts.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(', ');

/** The part that both sides say in the same words; the rest is passed in. */
export const tableSettings = (
  table: TableShape,
  others: { billing: string; stream: string; timeToLive: string; pointInTimeRecovery: boolean },
): TableSettings => {
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(
    ({ IndexName, KeySchema = [], Projection }): [string, string] => [
      `index ${IndexName}`,
      `${keysOf(KeySchema)}; ${Projection?.ProjectionType}`,
    ],
  );
  return {
    key: keysOf(table.KeySchema),
    billing: others.billing,
    stream: others.stream,
    'time to live': others.timeToLive,
    'point-in-time recovery': others.pointInTimeRecovery ? 'on' : 'off',
    'deletion protection': table.DeletionProtectionEnabled ? 'on' : 'off',
    ...Object.fromEntries(indexes),
  };
};

/** One line for each setting that is not as it was asked for. */
export const differences = (asked: TableSettings, seen: TableSettings): string[] =>
  [...new Set([...Object.keys(asked), ...Object.keys(seen)])]
    .filter((name) => asked[name] !== seen[name])
    .map((name) => `${name}: asked for ${asked[name] ?? 'none'}, is ${seen[name] ?? 'none'}`);
