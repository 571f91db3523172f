import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ChargesTable } from './charges-table.ts';
import type { KeyedTable } from './keyed-table.ts';
import type { Processor } from './processor.ts';
import type { Scope } from './scopes.ts';

/** What a route may be allowed to use. */
export interface Backends {
  readonly charges: ChargesTable;
  readonly orders: KeyedTable;
  /** For handlers of your own: nothing in the API keeps its records there. */
  readonly idempotency: KeyedTable;
  readonly processor: Processor;
}

type Grant = (backends: Backends, to: LambdaFunction) => void;
type TableName = Exclude<keyof Backends, 'processor'>;

type TableGrant = 'grantCreates' | 'grantClaims' | 'grantUpdates' | 'grantReads' | 'grantLists';

const on =
  (grant: TableGrant) =>
  (table: TableName): Grant =>
  (backends, to) =>
    backends[table][grant](to);

const creates = on('grantCreates');
const claims = on('grantClaims');
const updates = on('grantUpdates');
const reads = on('grantReads');
const lists = on('grantLists');
const listsRefunds: Grant = ({ charges }, to) => charges.grantRefundLists(to);
const pays: Grant = (backends, to) => backends.processor.grantPayments(to);
const hears: Grant = (backends, to) => backends.processor.grantEvents?.(to);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route {
  readonly method: Method;
  readonly path: string;
  /** The file below `functions/`, without `.ts`; with a dot for the slash it is the operation's id. */
  readonly entry: string;
  /**
   * What a token must allow, as `payonce/<scope>`; `open` where anybody may call, without a token; `signed` where the
   * function checks a signature instead.
   */
  readonly scope: Scope | 'open' | 'signed';
  readonly grants: readonly Grant[];
}

/** `charges/create` → `charges.create` */
export const operationId = ({ entry }: Pick<Route, 'entry'>): string => entry.replace('/', '.');

const route = (
  call: `${Method} /${string}`,
  entry: string,
  scope: Route['scope'],
  grants: readonly Grant[],
): Route => {
  const [method, path] = call.split(' ') as [Method, string];
  return { method, path, entry, scope, grants };
};

/** The whole API. A new route is one line here and one file in `functions/`. */
export const ROUTES: readonly Route[] = [
  route('POST /charges', 'charges/create', 'charges:write', [claims('charges'), updates('orders'), pays]),
  route('GET /charges', 'charges/list', 'charges:read', [lists('charges')]),
  route('GET /charges/{id}', 'charges/get', 'charges:read', [reads('charges')]),
  route('POST /charges/{id}/refunds', 'refunds/create', 'refunds:write', [claims('charges'), pays]),
  route('GET /charges/{id}/refunds', 'refunds/list', 'charges:read', [listsRefunds]),
  route('GET /charges/{id}/refunds/{refundId}', 'refunds/get', 'charges:read', [reads('charges')]),
  route('POST /orders', 'orders/create', 'orders:write', [creates('orders')]),
  route('GET /orders', 'orders/list', 'orders:read', [lists('orders')]),
  route('GET /orders/{id}', 'orders/get', 'orders:read', [reads('orders')]),
  route('PUT /orders/{id}', 'orders/replace', 'orders:write', [updates('orders')]),
  route('DELETE /orders/{id}', 'orders/cancel', 'orders:write', [updates('orders')]),
  // The contract is no secret, and whoever meets a problem has perhaps no token: both touch nothing of any tenant.
  route('GET /openapi.json', 'contract/document', 'open', []),
  route('GET /problems/{code}', 'contract/problem-page', 'open', []),
];

/** What Stripe calls when something happens to a payment: there only where Stripe is the processor. */
export const STRIPE_ROUTES: readonly Route[] = [
  route('POST /webhooks/stripe', 'webhooks/stripe', 'signed', [
    claims('charges'),
    updates('orders'),
    pays,
    hears,
  ]),
];

/** The functions that no request reaches. */
export const RECOVERY = { entry: 'recovery/recover' };
export const RECEIPTS = { entry: 'receipts/send' };

/** Every function that there can be, by its entry. */
export const ENTRIES: readonly string[] = [...ROUTES, ...STRIPE_ROUTES, RECOVERY, RECEIPTS].map(
  ({ entry }) => entry,
);
