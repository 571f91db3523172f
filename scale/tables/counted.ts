import { logBytes, totalUnits } from '../dollars.ts';
import type { Facts } from '../facts.ts';
import { toTable } from './markdown.ts';

const times = (calls: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return [...counts].map(([call, count]) => (count === 1 ? call : `${count} ${call}`)).join(', ');
};

/** Per operation: calls, units by table and index, calls to the processor, bytes of log. */
export const countedTable = ({ counted, deployment }: Facts): string =>
  toTable(
    [
      'operation',
      'calls to DynamoDB',
      'Charges',
      'byTenant',
      'byDueAt',
      'byCharge',
      'other tables',
      'write units',
      'read units',
      'calls to Stripe',
      'bytes of log',
    ],
    counted.map((one) => {
      const { name, calls, writes, reads, processorCalls } = one;
      const { Charges = 0, ...others } = writes;
      const index = (indexName: string): number => others[`Charges.${indexName}`] ?? 0;
      const elsewhere = Object.entries(others).filter(([where]) => !where.startsWith('Charges.'));
      return [
        name,
        times(calls),
        Charges,
        index('byTenant'),
        index('byDueAt'),
        index('byCharge'),
        elsewhere.map(([where, units]) => `${where} ${units}`).join(', '),
        totalUnits(writes),
        totalUnits(reads),
        processorCalls.length,
        logBytes(one, deployment.accessLineBytes),
      ];
    }),
  );

/** Bytes by DynamoDB's rules, without the 100 that it adds to each when it counts storage. */
export const sizesTable = ({ sizes }: Facts): string =>
  toTable(
    ['stored', 'bytes', 'in byTenant', 'in byDueAt', 'in byCharge'],
    sizes.map(({ name, bytes, entries }) => [
      name,
      bytes,
      entries.byTenant ?? '',
      entries.byDueAt ?? '',
      entries.byCharge ?? '',
    ]),
  );
