/** How far each series goes, and how often each of its points is measured. */
export interface Sizes {
  /** Charges, and orders, that are already in the table. */
  readonly stored: readonly number[];
  readonly orderBytes: readonly number[];
  readonly chargeBytes: readonly number[];
  readonly digitBytes: readonly number[];
  readonly items: readonly number[];
  /** Charges that are open and due. */
  readonly backlogs: readonly number[];
  readonly rounds: number;
  /** Runs of the recovery at each backlog. */
  readonly runs: number;
}

/** The engine takes some 3.5 kB of memory for each stored item: the largest stocks of the two tables need 7 GB. */
export const FULL: Sizes = {
  stored: [1_000, 10_000, 100_000, 1_000_000],
  // One order of 100 items and full metadata, in letters of three bytes, comes close to the 64 KiB of a body.
  orderBytes: [200, 1_000, 4_000, 16_000, 60_000],
  // A charge has metadata only.
  chargeBytes: [200, 1_000, 4_000, 16_000, 30_000],
  // Of fewer bytes most would be names; more have no room, since a digit takes one byte.
  digitBytes: [1_000, 2_000, 4_000, 8_000, 20_000],
  items: [1, 3, 10, 30, 100],
  backlogs: [1_000, 10_000, 100_000],
  rounds: 30,
  runs: 3,
};

/**
 * The same with fewer items in the tables: a hundred thousand need a tenth of the time and of the memory.
 *
 * @throws Error when there would be fewer than two sizes to compare
 */
export const sizesUpTo = (itemsMax: number): Sizes => {
  const upTo = (sizes: readonly number[]): number[] => sizes.filter((size) => size <= itemsMax);
  const sizes = { ...FULL, stored: upTo(FULL.stored), backlogs: upTo(FULL.backlogs) };
  if (sizes.backlogs.length < 2) throw new Error('BENCH_ITEMS_MAX: a number, 10000 or more');
  return sizes;
};
