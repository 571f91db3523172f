import { readFileSync } from 'node:fs';
import type { Books } from './books.ts';

export interface StormReport {
  readonly violations: readonly string[];
  /** How often which reply came, by status and code. */
  readonly replies: ReadonlyMap<string, number>;
  readonly figures: Readonly<Record<string, number>>;
}

export const countBooks = ({ charges, orders, ledger }: Books): Record<string, number> => ({
  charges: charges.length,
  'charges that succeeded': charges.filter(({ status }) => status === 'succeeded').length,
  orders: orders.length,
  'orders paid': orders.filter(({ status }) => status === 'paid').length,
  'payments in the ledger': ledger.filter(({ status }) => status === 'succeeded').length,
});

/** By what the functions logged. A killed server takes its last lines with it: there were at least so many. */
export const countOutcomes = (logFile: string): Record<string, number> => {
  const log = readFileSync(logFile, 'utf8');
  const count = (text: string): number => log.split(text).length - 1;
  return {
    takeovers: count('"outcome":"takeover"'),
    'settled for a late client': count('"outcome":"settle"'),
  };
};

/** Lines that somebody would be called for at night. */
export const incidentsIn = (logFile: string): string[] =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"message":"incident"'));
