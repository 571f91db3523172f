import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from '../../functions/shared/ids.ts';
import type { Service } from './service.ts';

/**
 * Changes one item of the tenant `acme` behind the service's back: what a bug or a hand at the console could do.
 *
 * @param set paths and their new values: `{ 'record.layoutVersion': 2 }`; `undefined` removes
 */
export const editItem = async (
  { engine }: Pick<Service, 'engine'>,
  tableName: string,
  id: string,
  set: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const paths = Object.keys(set);
  const nameOf = (path: string): string =>
    path
      .split('.')
      .map((part) => `#${part}`)
      .join('.');
  const assigned = paths.filter((path) => set[path] !== undefined);
  const removed = paths.filter((path) => set[path] === undefined);
  const clauses = [
    assigned.length > 0
      ? `SET ${assigned.map((path) => `${nameOf(path)} = :v${paths.indexOf(path)}`).join(', ')}`
      : '',
    removed.length > 0 ? `REMOVE ${removed.map(nameOf).join(', ')}` : '',
  ];
  const values = Object.fromEntries(assigned.map((path) => [`:v${paths.indexOf(path)}`, set[path]]));
  await engine.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: tableKey('acme', id) },
      UpdateExpression: clauses.join(' '),
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(
        paths.flatMap((path) => path.split('.')).map((part) => [`#${part}`, part]),
      ),
      ...(assigned.length > 0 ? { ExpressionAttributeValues: values } : {}),
    }),
  );
};
