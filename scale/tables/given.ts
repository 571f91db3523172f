import { ASSUMED } from '../assumptions.ts';
import { PRICES } from '../prices.ts';
import { toTable } from './markdown.ts';

export const pricesTable = (): string =>
  toTable(
    ['list price, us-east-1', 'dollars', 'per', 'seen in'],
    Object.values(PRICES).map(({ name, usd, per, source }) => [name, String(usd), per, source]),
  );

export const assumptionsTable = (): string =>
  toTable(
    ['assumed', 'value', 'unit', 'why'],
    Object.values(ASSUMED).map(({ name, value, unit, why }) => [name, String(value), unit, why]),
  );
