import type { Form } from './form.ts';
import { invalid, json, missing, type Reply } from './reply.ts';

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

const isCreatedWithin = (created: number, range: Form[string] | undefined): boolean => {
  if (range === undefined) return true;
  if (typeof range === 'string') return created === Number(range);
  return (
    (range.gte === undefined || created >= Number(range.gte)) &&
    (range.gt === undefined || created > Number(range.gt)) &&
    (range.lte === undefined || created <= Number(range.lte)) &&
    (range.lt === undefined || created < Number(range.lt))
  );
};

/** A page of what Stripe lists: newest first, `limit`, `starting_after` and `created` as everywhere. */
export const listPage = <T extends { readonly id: string; readonly created: number }>(
  oldestFirst: readonly T[],
  query: Form,
  { url, what, show }: { readonly url: string; readonly what: string; readonly show: (item: T) => object },
): Reply => {
  const limit = query.limit === undefined ? LIMIT_DEFAULT : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) return invalid('Invalid limit.', 'limit');

  const newestFirst = oldestFirst.toReversed();
  let start = 0;
  if (typeof query.starting_after === 'string') {
    const after = query.starting_after;
    start = newestFirst.findIndex(({ id }) => id === after) + 1;
    if (start === 0) return missing(400, what, after, 'starting_after');
  }
  const matching = newestFirst.slice(start).filter(({ created }) => isCreatedWithin(created, query.created));
  return json(200, {
    object: 'list',
    data: matching.slice(0, limit).map(show),
    has_more: matching.length > limit,
    url,
  });
};
