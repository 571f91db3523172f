import type { Page } from './stripe-client.ts';

const PAGE_SIZE = 100;

/** Where a page begins; nothing for the first. */
interface Start {
  readonly limit: number;
  readonly starting_after?: string;
}

/**
 * Reads a list of Stripe's to its end, and keeps what is looked for in it. `null` when it was not read to its end, or
 * something that is looked for cannot be read: then nothing may be concluded from what is missing.
 *
 * @param pagesMax the budget ends most searches earlier; this ends those of a broken list
 */
export const findInList = async <Listed extends { readonly id: string }, Found>(
  list: (start: Start) => Promise<Page<Listed> | null>,
  pagesMax: number,
  isWanted: (listed: Listed) => boolean,
  read: (listed: Listed) => Found | null,
): Promise<Found[] | null> => {
  const found: Found[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await list({ limit: PAGE_SIZE, ...(after && { starting_after: after }) });
    if (page === null) return null;
    for (const listed of page.items.filter(isWanted)) {
      const one = read(listed);
      if (one === null) return null;
      found.push(one);
    }
    if (!page.hasMore) return found;
    after = page.items.at(-1)?.id;
    if (after === undefined) return null;
  }
  return null;
};

/** The first of the most telling kind that there is. */
export const weightiest = <Outcome extends { readonly kind: string }>(
  outcomes: readonly Outcome[],
  kinds: readonly Outcome['kind'][],
): Outcome | undefined =>
  kinds.flatMap((kind) => outcomes.find((candidate) => candidate.kind === kind) ?? [])[0];
