export type Metadata = Readonly<Record<string, string>>;

/**
 * The same members in one order. DynamoDB's maps have none, and a resource whose bytes change by themselves has no
 * entity tag worth the name.
 */
export const inOrder = (metadata: Metadata | null): Metadata | null =>
  metadata === null
    ? null
    : Object.fromEntries(Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1)));
