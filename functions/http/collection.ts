import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { idFor, parseIdempotencyKey } from '../idempotency/index.ts';
import { readItem } from '../shared/read-item.ts';
import { type Call, validationFailed } from './call.ts';
import { countThatFit, type Listing, listingOfTenant, listKeys, readPage } from './page.ts';
import { isProblem, type Problem, problem } from './problem.ts';
import { ok, type Reply } from './respond.ts';
import { type RouteDependencies, type RouteHandler, route } from './route.ts';

/** A table of one kind of resource, as its tenants can read it. */
export interface Collection<Item> {
  /** The route's operation, for example `charges.list`. */
  readonly name: string;
  readonly tableName: string;
  /** The operation whose keys created the items. */
  readonly createdBy: Parameters<typeof idFor>[0];
  readonly toResource: (item: Item) => unknown;
  /** Where the items are listed, or why there is no list. @default - all of the tenant's */
  readonly listedIn?: (call: Call<undefined>) => Promise<Listing | Problem>;
}

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 100;

const limitText = `Send a whole number from 1 to ${LIMIT_MAX}.`;

const readLimit = (text: string | undefined): number | undefined => {
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= LIMIT_MAX ? limit : undefined;
};

const toCursor = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

/**
 * A place in the own tenant's list. The tenant comes from the token and never from the cursor, so that a forged one
 * leads nowhere else. Bytes that are not one are told apart by their form.
 */
const fromCursor = (cursor: string): string | undefined => {
  const createdAtId = Buffer.from(cursor, 'base64url').toString('utf8');
  return /^\d{4}-\d\d-\d\dT[\d:.]{12}Z#[a-z]+_[0-9a-z]{52}$/.test(createdAtId) ? createdAtId : undefined;
};

/**
 * `GET` on a collection. With `idempotencyKey`: the one resource that the key created, or 404 when it created none.
 * Otherwise: the tenant's resources, newest first, `limit` at a time; `nextCursor` leads on, and resources that are
 * created meanwhile do not shift what follows.
 */
export const collectionRoute = <Item extends { readonly pk: string }>(
  dependencies: RouteDependencies,
  collection: Collection<Item>,
): RouteHandler =>
  route(dependencies, collection.name, async (call) => {
    const { idempotencyKey, ...others } = call.query;
    const accepted = idempotencyKey === undefined ? ['limit', 'cursor'] : [];
    const unknown = Object.keys(others).filter((name) => !accepted.includes(name));
    if (unknown.length > 0) return validationFailed(unknown.map(toUnknownParameter));

    return idempotencyKey === undefined
      ? list(dependencies.documentClient, collection, call)
      : find(dependencies.documentClient, collection, call, idempotencyKey);
  });

/** A misspelt `idempotencyKey` must not be answered with everything there is: "has it charged?" would read as yes. */
const toUnknownParameter = (name: string) => ({
  pointer: /^[A-Za-z_]{1,40}$/.test(name) ? `/${name}` : '',
  detail: 'Send idempotencyKey alone, or limit and cursor: no other parameter is known here.',
});

const find = async <Item extends { readonly pk: string }>(
  documentClient: DynamoDBDocumentClient,
  { tableName, createdBy, toResource }: Collection<Item>,
  { tenant }: Call<undefined>,
  header: string,
): Promise<Reply | Problem> => {
  const parsed = parseIdempotencyKey(header);
  if (parsed.kind !== 'key')
    return problem(
      'idempotency-key-invalid',
      `The idempotencyKey cannot be used: ${parsed.kind === 'invalid' ? parsed.reason : 'it is missing'}.`,
    );
  const item = await readItem<Item>(documentClient, tableName, tenant, idFor(createdBy, tenant, parsed.key));
  return item === undefined ? problem('not-found', 'This key has created nothing.') : ok(toResource(item));
};

const list = async <Item extends { readonly pk: string }>(
  documentClient: DynamoDBDocumentClient,
  { tableName, toResource, listedIn }: Collection<Item>,
  call: Call<undefined>,
): Promise<Reply | Problem> => {
  const { tenant, query } = call;
  const limit = readLimit(query.limit);
  if (limit === undefined) return validationFailed([{ pointer: '/limit', detail: limitText }]);
  const after = query.cursor === undefined ? undefined : fromCursor(query.cursor);
  if (query.cursor !== undefined && after === undefined)
    return validationFailed([{ pointer: '/cursor', detail: 'Send the nextCursor of a list, unchanged.' }]);

  const listing = listedIn === undefined ? listingOfTenant(tenant) : await listedIn(call);
  if (isProblem(listing)) return listing;
  // One more than asked for tells whether there is a next page.
  const keys = await listKeys(documentClient, { tableName, tenant, listing }, limit + 1, after);
  const page = await readPage<Item>(documentClient, tableName, keys.slice(0, limit));
  const resources = page.map(toResource);
  const data = resources.slice(0, countThatFit(resources));
  const last = keys[data.length - 1]?.[listing.sort];
  return ok({ data, nextCursor: keys.length > data.length && last !== undefined ? toCursor(last) : null });
};
