import { ASSUMED } from '../assumptions.ts';
import type { Usage } from '../counting/meter.ts';
import { totalUnits } from '../dollars.ts';
import { type Facts, operation } from '../facts.ts';
import { PRICES } from '../prices.ts';
import { itemStorageBytes } from '../storage.ts';
import { fixedPerMonth, paymentPerMillion, perMillion } from './dollars.ts';
import { round, toTable } from './markdown.ts';

const usageRow = (name: string, { calls, writes }: Usage) => [
  name,
  calls.length,
  totalUnits(writes),
  totalUnits(writes) * PRICES.writeMillion.usd,
];

/** DynamoDB's part of a charge without an order, beside the same handler in the library's default layer. */
export const stockTable = (facts: Facts): string =>
  toTable(
    ['', 'calls to DynamoDB', 'write units', 'dollars a million'],
    [
      usageRow('first charge, Payonce', operation(facts, 'charge')),
      usageRow('first charge, default layer', facts.stock.first),
      usageRow('repeated, Payonce', operation(facts, 'charge, repeated')),
      usageRow('repeated, default layer', facts.stock.repeated),
    ],
  );

const { hoursMonth } = ASSUMED;
const SECONDS_MONTH = hoursMonth.value * 3_600;

const TASKS = 2;
const TASK_GB = 2;
const NAT_GATEWAYS = 2;

const serverItems: readonly (readonly [name: string, usd: number])[] = [
  [
    'two Fargate tasks, 1 vCPU and 2 GB each',
    TASKS * (PRICES.vcpuHour.usd + TASK_GB * PRICES.memoryGbHour.usd) * hoursMonth.value,
  ],
  ['RDS PostgreSQL db.m7g.large, Multi-AZ', PRICES.postgresHour.usd * hoursMonth.value],
  ['Application Load Balancer, without its LCUs', PRICES.balancerHour.usd * hoursMonth.value],
  ['two NAT gateways, without their data', NAT_GATEWAYS * PRICES.natHour.usd * hoursMonth.value],
];

const serverPerMonth = (): number => serverItems.reduce((sum, [, usd]) => sum + usd, 0);

/** What the smallest server that outlives the loss of a zone costs a month, whatever it does. */
export const serverTable = (): string =>
  toTable(['each month', 'dollars'], [...serverItems, ['together', serverPerMonth()]]);

/** Dollars a month for what a year has left behind. */
const keptAfterYear = (facts: Facts, ratePerS: number, usdGbMonth: number): number =>
  ((itemStorageBytes(facts, 'charge, completed') * ratePerS * SECONDS_MONTH * 12) / 1e9) * usdGbMonth;

const payonceAt = (facts: Facts, ratePerS: number): number =>
  (paymentPerMillion(facts) * ratePerS * SECONDS_MONTH) / 1e6 +
  fixedPerMonth(facts) +
  keptAfterYear(facts, ratePerS, PRICES.storageGbMonth.usd + PRICES.backupGbMonth.usd);

/** As many bytes stored, half as many logged (no lines of a gateway and of Lambda), and as many sent out. */
const serverAt = (facts: Facts, ratePerS: number): number => {
  const logBytes = operation(facts, 'charge').log.bytes + operation(facts, 'event of Stripe').log.bytes;
  const outBytes = operation(facts, 'charge').answerBytes + 2 * ASSUMED.headerBytes.value;
  const usdPerCharge = (logBytes * PRICES.logGb.usd + outBytes * PRICES.outGb.usd) / 1e9;
  return (
    serverPerMonth() +
    usdPerCharge * ratePerS * SECONDS_MONTH +
    keptAfterYear(facts, ratePerS, PRICES.postgresGbMonth.usd)
  );
};

const AVERAGES_PER_S = [0.01, 0.1, 1, 10, 100] as const;

/** Both, at an average rate of charges with their events. */
export const comparedTable = (facts: Facts): string =>
  toTable(
    [
      'charges a second, on average',
      'charges a month',
      'Payonce, dollars a month',
      'server, dollars a month',
    ],
    AVERAGES_PER_S.map((ratePerS) => [
      String(ratePerS),
      ratePerS * SECONDS_MONTH,
      payonceAt(facts, ratePerS),
      serverAt(facts, ratePerS),
    ]),
  );

/** The average rate from which on the server costs less: both grow in proportion to it. */
export const breakEven = (facts: Facts): string => {
  const perUnit = (at: typeof payonceAt): number => at(facts, 1) - at(facts, 0);
  const ratePerS = (serverAt(facts, 0) - payonceAt(facts, 0)) / (perUnit(payonceAt) - perUnit(serverAt));
  const month = round((ratePerS * SECONDS_MONTH) / 1e6);
  return `Both cost the same at ${round(ratePerS)} charges a second on average, ${month} million a month.`;
};

/** What is paid for a million charges that come in different ways. */
export const waysTable = (facts: Facts): string => {
  const charge = perMillion(facts, 'charge');
  const event = perMillion(facts, 'event of Stripe');
  const tokens = PRICES.tokenThousand.usd * 1_000;
  return toTable(
    ['a million', 'dollars'],
    [
      ['charges', charge],
      ['… with the event that Stripe sends about each', charge + event],
      ['… and a receipt for each', charge + event + perMillion(facts, 'receipt of a charge')],
      [
        '… each for an order that was placed before',
        perMillion(facts, 'order') + perMillion(facts, 'charge of an order') + event,
      ],
      ['… with a token of Cognito for each instead of one an hour', charge + event + tokens],
      ["Stripe's own fee at 1.5 % + 0.25 for charges of 49.99", (0.015 * 49.99 + 0.25) * 1e6],
    ],
  );
};
