import type { Attributes } from '../../../functions/idempotency/operation.ts';

/** The part of DynamoDB's expressions that this project's writes are made of. */
export interface Expressions {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

const namesIn = (path: string, { ExpressionAttributeNames: names = {} }: Expressions): string[] =>
  path.split('.').map((part) => {
    const name = part.startsWith('#') ? names[part] : part;
    if (name === undefined || !/^\w+$/.test(part.replace('#', ''))) throw new Error(`no name: ${path}`);
    return name;
  });

const read = (item: Attributes | undefined, path: string, expressions: Expressions): unknown =>
  namesIn(path, expressions).reduce<unknown>((part, name) => (part as Attributes | undefined)?.[name], item);

const boundTo = (name: string, { ExpressionAttributeValues: values = {} }: Expressions): unknown => {
  if (!(name in values)) throw new Error(`no value: ${name}`);
  return values[name];
};

/**
 * Whether an item meets a condition made of `attribute_not_exists(pk)` and `path = :value`, joined by AND.
 *
 * @throws Error on anything else: an expression that is not understood must not count as met
 */
export const meets = (item: Attributes | undefined, expressions: Expressions): boolean =>
  (expressions.ConditionExpression ?? '').split(' AND ').every((term) => {
    if (term === '') return true;
    if (term === 'attribute_not_exists(pk)') return item === undefined;
    const [, path, value] = /^(\S+) = (:\w+)$/.exec(term) ?? [];
    if (path === undefined || value === undefined) throw new Error(`not understood: ${term}`);
    return item !== undefined && read(item, path, expressions) === boundTo(value, expressions);
  });

/**
 * The item after `SET a = :b, c = c + :d REMOVE e, f`.
 *
 * @throws Error on anything else
 */
export const updated = (item: Attributes, expressions: Expressions): Attributes => {
  const [, set, remove] = /^SET (.+?)(?: REMOVE (.+))?$/.exec(expressions.UpdateExpression ?? '') ?? [];
  if (set === undefined) throw new Error(`not understood: ${expressions.UpdateExpression}`);
  const changed: Record<string, unknown> = { ...item };
  const nameOf = (path: string): string => {
    const [name, ...deeper] = namesIn(path, expressions);
    if (name === undefined || deeper.length > 0) throw new Error(`not understood: ${path}`);
    return name;
  };
  for (const assignment of set.split(', ')) {
    const [, path, base, value] = /^(\S+) = (?:(\w+) \+ )?(:\w+)$/.exec(assignment) ?? [];
    if (path === undefined || value === undefined) throw new Error(`not understood: ${assignment}`);
    const right = boundTo(value, expressions);
    changed[nameOf(path)] =
      base === undefined ? right : Number(read(item, base, expressions)) + Number(right);
  }
  for (const path of remove?.split(', ') ?? []) delete changed[nameOf(path)];
  return changed;
};
