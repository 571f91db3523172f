import { DUE_SHARDS } from '../../functions/idempotency/home.ts';
import { ASSUMED } from '../assumptions.ts';
import type { Facts } from '../facts.ts';
import { busySPerCharge, chargeUnits, REQUESTS_PER_CHARGE, SILENT_S } from '../load.ts';
import { PRICES } from '../prices.ts';
import { QUOTAS } from '../quotas.ts';
import { itemStorageBytes } from '../storage.ts';
import { paymentPerMillion } from './dollars.ts';
import { round, toTable } from './markdown.ts';

const RATES_PER_S = [10, 1_000, 100_000] as const;

const SECONDS_MONTH = ASSUMED.hoursMonth.value * 3_600;
const GB = 1_000_000_000;

/** Dollars a month for what has been kept after so many years at one rate. */
const keptPerMonth = (facts: Facts, ratePerS: number, years: number): number => {
  const gb = (itemStorageBytes(facts, 'charge, completed') * ratePerS * SECONDS_MONTH * 12 * years) / GB;
  return gb * (PRICES.storageGbMonth.usd + PRICES.backupGbMonth.usd);
};

/** What a steady rate of charges needs: each row is a quantity, each column a rate. */
export const growthTable = (facts: Facts): string => {
  const row = (name: string, of: (ratePerS: number) => number) => [name, ...RATES_PER_S.map(of)];
  const partitions = (unitsPerCharge: number) => (ratePerS: number) =>
    Math.ceil((ratePerS * unitsPerCharge) / QUOTAS.partitionWritesPerS);
  return toTable(
    ['charges a second', ...RATES_PER_S.map(round)],
    [
      row('write units a second, Charges', (rate) => rate * chargeUnits(facts, 'Charges')),
      row('partitions that Charges needs for them', partitions(chargeUnits(facts, 'Charges'))),
      row('write units a second, byDueAt', (rate) => rate * chargeUnits(facts, 'Charges.byDueAt')),
      row(
        `shards that byDueAt needs (it has ${DUE_SHARDS})`,
        partitions(chargeUnits(facts, 'Charges.byDueAt')),
      ),
      row(
        'tenants that byTenant needs, none larger than the others',
        partitions(chargeUnits(facts, 'Charges.byTenant')),
      ),
      row('requests a second at the gateway', (rate) => rate * REQUESTS_PER_CHARGE),
      row('functions at once', (rate) => Math.ceil(rate * busySPerCharge(facts))),
      row('functions at once while Stripe is silent', (rate) => Math.ceil(rate * SILENT_S)),
      row(
        'dollars a month, charges and events',
        (rate) => (paymentPerMillion(facts) * rate * SECONDS_MONTH) / 1e6,
      ),
      row('dollars a month for what is kept, after a year', (rate) => keptPerMonth(facts, rate, 1)),
      row('dollars a month for what is kept, after five years', (rate) => keptPerMonth(facts, rate, 5)),
    ],
  );
};
