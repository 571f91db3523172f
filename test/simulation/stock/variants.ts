import type { TableDefinition } from '../dynamodb/table-definition.ts';
import type { HandlersUnderTest } from '../handlers.ts';
import { runSeed } from '../run-seed.ts';
import { CHARGES_TABLE, IDEMPOTENCY_TABLE, type ProcessorKey, stockCharge } from './charge-handler.ts';
import { tellTimeBy } from './virtual-date.ts';

const tableOf = (TableName: string, key: string): TableDefinition => ({
  TableName,
  KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
});

/** Who comes back: those who are impatient on the day of the storm, or everybody once more a month later. */
export type Comeback = 'same-day' | 'month-later';

export interface Variant {
  readonly name: string;
  /** `undefined`: this project's own handlers. */
  readonly processorKey: ProcessorKey | undefined;
  readonly comeback: Comeback;
}

const NAMES = {
  none: 'stock layer, no key at the processor',
  'client-key': "stock layer, the client's key at the processor",
};

export const VARIANTS: readonly Variant[] = (['same-day', 'month-later'] as const).flatMap((comeback) => [
  { name: NAMES.none, processorKey: 'none', comeback },
  { name: NAMES['client-key'], processorKey: 'client-key', comeback },
  { name: 'Payonce', processorKey: undefined, comeback },
]);

/** What a seed comes to, as far as both can be held to it. */
export interface StockVerdict {
  readonly seed: number;
  readonly hasDoubleCharge: boolean;
  readonly hasDifferingReplies: boolean;
  readonly requests: number;
}

/**
 * One world of charges without orders, for one variant. Left out, for both sides alike: clocks that differ, since the
 * stock layer rests on them and says so; days without the recovery, which it does not have; and everything about
 * orders and records, which only one side has.
 *
 * One at a time in a thread: `Date` is the world's meanwhile.
 */
export const runVariant = async (
  seed: number,
  { processorKey, comeback }: Pick<Variant, 'processorKey' | 'comeback'>,
): Promise<StockVerdict> => {
  const isLeftOut = (id: string): boolean =>
    id === 'skew' || (comeback === 'same-day' && id.endsWith(', a month later'));
  // Without skew all instances have the same clock, the world's.
  let clock = (): number => 0;
  const stock: HandlersUnderTest = (instance) => {
    clock = instance.world.clock;
    return { routes: { 'POST /charges': () => stockCharge(instance, processorKey ?? 'none') } };
  };
  const restore = tellTimeBy(() => clock());
  try {
    const { violations, requests } = await runSeed(seed, {
      world: {
        routes: ['POST /charges'],
        moreTables: [tableOf(IDEMPOTENCY_TABLE, 'id'), tableOf(CHARGES_TABLE, 'pk')],
        invariants: ['one-charge-per-key', 'same-reply'],
        outageMs: 0,
        hasOperators: false,
      },
      suppress: isLeftOut,
      ...(processorKey !== undefined && { handlers: stock }),
    });
    const isBroken = (name: string) => violations.some(({ invariant }) => invariant === name);
    return {
      seed,
      hasDoubleCharge: isBroken('one-charge-per-key'),
      hasDifferingReplies: isBroken('same-reply'),
      requests,
    };
  } finally {
    restore();
  }
};
