import type { Units } from '../../scale/counting/meter.ts';
import type { Call } from './calls.ts';
import type { Counted } from './count.ts';

/** The indexes of the template's tables. The default layer's table and the outbox have none. */
export const INDEXES = ['byTenant', 'byDueAt', 'byCharge'] as const;
type Index = (typeof INDEXES)[number];

/** What an operation used, by what it was used for. */
export interface UnitsUsed extends Readonly<Record<Index, number>> {
  /** Of items that were written. */
  readonly items: number;
  /** Of items that a refused write met. */
  readonly refused: number;
  readonly writes: number;
  readonly reads: number;
}

const sum = (all: readonly Units[], isCounted: (where: string) => boolean): number =>
  all
    .flatMap((units) => Object.entries(units))
    .reduce((total, [where, units]) => total + (isCounted(where) ? units : 0), 0);

const anywhere = (): boolean => true;
const writesOf = (calls: readonly Call[]): Units[] => calls.map(({ writes }) => writes);

export const unitsUsed = ({ calls }: Pick<Counted, 'calls'>): UnitsUsed => {
  const written = writesOf(calls.filter(({ isRefused }) => !isRefused));
  const ofIndex = (index: Index): number => sum(written, (where) => where.endsWith(`.${index}`));
  return {
    items: sum(written, (where) => !where.includes('.')),
    byTenant: ofIndex('byTenant'),
    byDueAt: ofIndex('byDueAt'),
    byCharge: ofIndex('byCharge'),
    refused: sum(writesOf(calls.filter(({ isRefused }) => isRefused)), anywhere),
    writes: sum(writesOf(calls), anywhere),
    reads: sum(
      calls.map(({ reads }) => reads),
      anywhere,
    ),
  };
};
