import type { EpochMs } from '../shared/clock.ts';
import { type IdPrefix, shardOf } from '../shared/ids.ts';

/** Where the record of an operation lives, and which attributes go with it in each state. */
export interface Home {
  readonly tableName: string;
  readonly idPrefix: IdPrefix;
  /** `null`: an unfinished attempt is resumed however old it is. */
  readonly settleAfterMs: number | null;
  /** Top-level attributes of an unfinished item, for the sparse index that recovery reads. */
  readonly whileOpen: (id: string, dueAtMs: EpochMs | null) => Readonly<Record<string, unknown>>;
  /** Attributes that `whileOpen` sets and that go with completion. */
  readonly removedAtCompletion: readonly string[];
  /** Attributes that come with completion. */
  readonly atCompletion: (nowMs: EpochMs) => Readonly<Record<string, unknown>>;
}

/** Partitions of the sparse index: one takes 1 000 writes a second and a charge writes twice: sixteen follow 8 000 a second. */
export const DUE_SHARDS = 16;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The record lives in the item that the operation creates, for ever: claiming the key and creating the item are one
 * write, and a retry that arrives next month replays. For everything that moves money or places an order.
 *
 * @param options.settleAfterMs age at which an unfinished item is settled instead of resumed; `null` for items that
 *   are complete from the start
 */
export const inItem = (
  tableName: string,
  options: { readonly idPrefix: IdPrefix; readonly settleAfterMs: number | null },
): Home => ({
  tableName,
  idPrefix: options.idPrefix,
  settleAfterMs: options.settleAfterMs,
  whileOpen: (id, dueAtMs) =>
    dueAtMs === null ? {} : { dueShard: String(shardOf(id, DUE_SHARDS)), dueAtMs },
  removedAtCompletion: options.settleAfterMs === null ? [] : ['dueShard', 'dueAtMs'],
  atCompletion: () => ({}),
});

/**
 * The record lives in the idempotency table and expires `ttlDays` after completion; unfinished ones never expire.
 * For handlers of your own. After it has expired the same key executes again: choose a time that no client outlives.
 */
export const inTable = (tableName: string, options: { readonly ttlDays: number }): Home => ({
  tableName,
  idPrefix: 'rec',
  settleAfterMs: null,
  whileOpen: () => ({}),
  removedAtCompletion: [],
  atCompletion: (nowMs) => ({ expiresAtS: Math.ceil((nowMs + options.ttlDays * DAY_MS) / 1000) }),
});
