import { type ReadContext, readCounts, readList, readPositive } from './context.ts';

/** Bounds that somebody sets who has seen their own traffic: unset, each of them is what AWS allows anyway. */
export interface GuardRails {
  /**
   * How many calls of a function may run at once, by operation: its share of the account's concurrency, and its limit.
   *
   * @default - every function takes from what the account has left
   */
  readonly concurrency: Readonly<Record<string, number>>;
  readonly throughput: Throughput;
  /** Whose key the tables are encrypted with. */
  readonly tableKey: 'aws' | 'customer';
  /** Pages of these origins may call the API from a browser. @default - none */
  readonly allowedOrigins: readonly string[];
}

/** What each table, and each index of it, takes at most in a second. */
export interface Throughput {
  /** @default - whatever the account allows */
  readonly maxReadRequestUnits?: number;
  /** @default - whatever the account allows */
  readonly maxWriteRequestUnits?: number;
}

const RECOVERY = 'recovery.recover';

/** A run may last as long as the minute until the next begins (`recovery.ts`): with fewer, that one would be refused. */
const RECOVERY_MIN = 2;

/** Far below what API Gateway takes as one configuration (10 240 bytes). */
const ORIGINS_MAX = 50;

/**
 * Whoever reserves for one function takes from all others. So the recovery, without which a charge can stay open, gets a
 * share of its own as soon as any function has one.
 */
function readConcurrency(read: ReadContext, operations: readonly string[]): Readonly<Record<string, number>> {
  const given = readCounts(read, 'concurrency', {
    names: operations,
    meaning: 'operations of this deployment, each with a whole number above 0',
  });
  if (Object.keys(given).length === 0) return given;

  const concurrency = { [RECOVERY]: RECOVERY_MIN, ...given };
  if (concurrency[RECOVERY] < RECOVERY_MIN) {
    throw new Error(
      `Context \`concurrency\` must leave ${RECOVERY} at least ${RECOVERY_MIN}: a run may still go on when the next begins.`,
    );
  }
  return concurrency;
}

function readTableKey(read: ReadContext): GuardRails['tableKey'] {
  const tableKey = read('tableKey') ?? 'aws';
  if (tableKey === 'aws' || tableKey === 'customer') return tableKey;
  throw new Error(`Context \`tableKey\` must be aws or customer, not ${JSON.stringify(tableKey)}.`);
}

/** @param operations every function that is deployed */
export function readGuardRails(read: ReadContext, operations: readonly string[]): GuardRails {
  const maxReadRequestUnits = readPositive(
    read('maxReadRequestUnits'),
    'Context `maxReadRequestUnits`',
    undefined,
  );
  const maxWriteRequestUnits = readPositive(
    read('maxWriteRequestUnits'),
    'Context `maxWriteRequestUnits`',
    undefined,
  );
  return {
    concurrency: readConcurrency(read, operations),
    throughput: {
      ...(maxReadRequestUnits !== undefined && { maxReadRequestUnits }),
      ...(maxWriteRequestUnits !== undefined && { maxWriteRequestUnits }),
    },
    tableKey: readTableKey(read),
    allowedOrigins: readList(read, 'allowedOrigins', {
      // As a browser writes it: without path, slash and default port. `*` would let every page of the web call.
      pattern: /^(?!.*:(443|80)$)(https:\/\/[a-z0-9.-]{1,253}|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/,
      meaning:
        'origins such as https://shop.example.com or http://localhost:5173, without a path and never *',
      max: ORIGINS_MAX,
      otherwise: [],
    }),
  };
}
