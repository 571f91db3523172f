import type { Attributes } from '../../../functions/idempotency/operation.ts';
import { type Expressions, meets, updated } from './expressions.ts';

/** One write as production sends it, alone or in a transaction. */
export type Write =
  | { readonly Put: Expressions & { readonly Item?: Attributes | undefined } }
  | { readonly Update: Expressions & { readonly Key?: Attributes | undefined } }
  /** Never sent by production: what a broken rule would do. */
  | { readonly Delete: Expressions & { readonly Key: Attributes } };

/** Every item as JSON under its table key: small, comparable, and nobody's to change. */
export type Items = Readonly<Record<string, string>>;

/** Members of a record, and of nothing else. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['by', 'startedAtMs', 'requestId', 'earlier']);

/** What comes back from the database; items are plain, and marshalled only where the SDK leaves them so. */
export type Reply =
  | { readonly kind: 'done'; readonly item?: Attributes | undefined }
  | {
      readonly kind: 'refused';
      readonly isTransaction: boolean;
      readonly reasons: readonly { readonly failed: boolean; readonly item?: Attributes | undefined }[];
    };

export const itemIn = (items: Items, pk: string): Attributes | undefined => {
  const text = items[pk];
  return text === undefined ? undefined : (JSON.parse(text) as Attributes);
};

/**
 * Who was at it, and when, is written for people and decides nothing (`test/idempotency/record.test.ts`): states that differ in
 * nothing else are one.
 */
const toText = (item: Attributes): string =>
  JSON.stringify(item, (name, value: unknown) => (FOR_PEOPLE.has(name) ? undefined : value));

export const targetOf = (write: Write): { pk: string; expressions: Expressions } => {
  const expressions = 'Put' in write ? write.Put : 'Update' in write ? write.Update : write.Delete;
  const key = 'Put' in write ? write.Put.Item : 'Update' in write ? write.Update.Key : write.Delete.Key;
  return { pk: String(key?.pk), expressions };
};

/** Carries the writes out together, or none of them, as DynamoDB does. */
export const carryOut = (items: Items, writes: readonly Write[]): { items: Items; reply: Reply } => {
  const reasons = writes.map((write) => {
    const { pk, expressions } = targetOf(write);
    const item = itemIn(items, pk);
    return meets(item, expressions) ? { failed: false } : { failed: true, item };
  });
  if (reasons.some(({ failed }) => failed))
    return { items, reply: { kind: 'refused', isTransaction: writes.length > 1, reasons } };

  const changed: Record<string, string> = { ...items };
  for (const write of writes) {
    const { pk } = targetOf(write);
    if ('Delete' in write) delete changed[pk];
    else if ('Put' in write) changed[pk] = toText(write.Put.Item ?? {});
    else changed[pk] = toText(updated(itemIn(items, pk) ?? { pk }, write.Update));
  }
  return { items: changed, reply: { kind: 'done' } };
};
