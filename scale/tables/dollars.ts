import { ASSUMED } from '../assumptions.ts';
import type { Counted } from '../counting/count.ts';
import { billedMs, dollarsOf, totalOf, totalUnits } from '../dollars.ts';
import { type Facts, functionSize, operation } from '../facts.ts';
import { PRICES } from '../prices.ts';
import { itemStorageBytes } from '../storage.ts';
import { toTable } from './markdown.ts';

const HEAD = ['gateway', 'requests', 'duration', 'writes', 'reads', 'logs', 'traces', 'out', 'mail'] as const;

/** Dollars per million, item by item. */
export const dollarsTable = (facts: Facts): string =>
  toTable(
    ['a million of', 'billed ms', ...HEAD, 'dollars'],
    facts.counted.map((counted) => {
      const size = functionSize(facts);
      const dollars = dollarsOf(counted, size, facts.deployment.accessLineBytes);
      return [counted.name, billedMs(counted, size), ...HEAD.map((item) => dollars[item]), totalOf(dollars)];
    }),
  );

/** Of a million operations, in dollars. */
export const perMillion = (facts: Facts, name: string): number =>
  totalOf(dollarsOf(operation(facts, name), functionSize(facts), facts.deployment.accessLineBytes));

/** A payment as a whole: the charge, and Stripe's event about it. */
export const paymentPerMillion = (facts: Facts): number =>
  perMillion(facts, 'charge') + perMillion(facts, 'event of Stripe');

const metricsOf = (counted: readonly Counted[]): number =>
  new Set(counted.flatMap(({ log }) => log.metrics)).size;

const RUNS_MONTH = ASSUMED.hoursMonth.value * 60;

const fixedItems = (facts: Facts): readonly (readonly [name: string, count: number, usd: number])[] => {
  const { alarmMetrics, dashboards, secrets, clients } = facts.deployment;
  const metrics = metricsOf(facts.counted);
  const runs = (perMillion(facts, 'run of the recovery, nothing due') * RUNS_MONTH) / 1_000_000;
  return [
    ['machine clients (tenants) of Cognito', clients, clients * PRICES.clientMonth.usd],
    [
      'tokens, one an hour for each tenant',
      ASSUMED.hoursMonth.value * clients,
      (ASSUMED.hoursMonth.value * clients * PRICES.tokenThousand.usd) / 1_000,
    ],
    ['custom metrics that the counted operations have written', metrics, metrics * PRICES.metricMonth.usd],
    ['metrics that alarms look at', alarmMetrics, alarmMetrics * PRICES.alarmMonth.usd],
    ['dashboards', dashboards, dashboards * PRICES.dashboardMonth.usd],
    ['secrets', secrets, secrets * PRICES.secretMonth.usd],
    ['runs of the recovery with nothing due', RUNS_MONTH, runs],
  ];
};

export const fixedPerMonth = (facts: Facts): number =>
  fixedItems(facts).reduce((sum, [, , usd]) => sum + usd, 0);

/** What a month costs in which nobody pays anything. */
export const fixedTable = (facts: Facts): string =>
  toTable(
    ['each month', 'how many', 'dollars'],
    [...fixedItems(facts), ['together', '', fixedPerMonth(facts)]],
  );

/** What is stored, and the operation that stores it. */
const STORED = [
  ['charge, completed', 'charge'],
  ['refund, completed', 'refund'],
  ['order of 3 items', 'order'],
] as const;

const YEARS = 10;

/** What a million of them cost while they are kept, which is for ever. */
export const storageTable = (facts: Facts): string =>
  toTable(
    [
      'a million, kept',
      'GB with indexes',
      'storage a month',
      'backup a month',
      'months until as much as storing it',
      'ten years',
      'ten years in Standard-IA, its dearer writes included',
    ],
    STORED.map(([stored, storedBy]) => {
      const gb = itemStorageBytes(facts, stored) / 1_000;
      const month = gb * PRICES.storageGbMonth.usd;
      const backup = gb * PRICES.backupGbMonth.usd;
      const dearerWrites =
        totalUnits(operation(facts, storedBy).writes) *
        (PRICES.infrequentWriteMillion.usd - PRICES.writeMillion.usd);
      const infrequent = (gb * PRICES.infrequentGbMonth.usd + backup) * 12 * YEARS + dearerWrites;
      const months = perMillion(facts, storedBy) / (month + backup);
      return [stored, gb, month, backup, months, (month + backup) * 12 * YEARS, infrequent];
    }),
  );
