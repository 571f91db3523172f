import type { Identity } from '../idempotency/operation.ts';
import { type EpochMs, toTimestamp } from '../shared/clock.ts';
import { inOrder, type Metadata } from '../shared/metadata.ts';

/** The operation that places orders, and their ids: what a tenant's key leads to is derived from both. */
export const ORDERS_CREATE = { name: 'orders.create', home: { idPrefix: 'ord' } } as const;

export interface OrderItem {
  readonly sku: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitAmount: number;
}

/** What a client says of an order; a PUT replaces all of it. */
export interface OrderContent {
  readonly currency: string;
  readonly items: readonly OrderItem[];
  readonly customer: { readonly email: string };
  readonly metadata: Metadata | null;
}

/**
 * `placed` may be paid, replaced and canceled; `paying` is held by one charge, and nobody else may touch it; `paid`
 * and `canceled` are final.
 */
export type OrderStatus = 'placed' | 'paying' | 'paid' | 'canceled';

/** An order as it is stored, without its key and its record. */
export interface Order extends OrderContent {
  readonly tenant: string;
  readonly id: string;
  readonly createdAtId: string;
  readonly status: OrderStatus;
  /** The sum over the items, minor units. */
  readonly total: number;
  /** The charge that holds a `paying` order. */
  readonly payingCharge?: string;
  /** The charge that paid it. */
  readonly chargeId: string | null;
  /** Counts every change: what a writer saw is what it may replace. */
  readonly version: number;
  readonly createdAtMs: EpochMs;
  readonly updatedAtMs: EpochMs;
}

export const totalOf = (items: readonly OrderItem[]): number =>
  items.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, 0);

export const placeOrder = (content: OrderContent, { tenant, id, nowMs }: Identity): Order => ({
  ...content,
  tenant,
  id,
  createdAtId: `${toTimestamp(nowMs)}#${id}`,
  status: 'placed',
  total: totalOf(content.items),
  chargeId: null,
  version: 1,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});

/** The order as clients see it: every member present, `null` where there is nothing. */
export const toOrderResource = (order: Order) => ({
  id: order.id,
  object: 'order' as const,
  status: order.status,
  currency: order.currency,
  items: order.items.map(({ sku, quantity, unitAmount }) => ({ sku, quantity, unitAmount })),
  total: order.total,
  customer: { email: order.customer.email },
  metadata: inOrder(order.metadata),
  chargeId: order.chargeId ?? order.payingCharge ?? null,
  createdAt: toTimestamp(order.createdAtMs),
  updatedAt: toTimestamp(order.updatedAtMs),
});
