import { ORDER, ORDER_SENT } from './examples.ts';
import { ANY, BODY, json, KEYED, type Operation } from './operation.ts';

const REQUEST = { schemas: ['OrderContent'], examples: { order: ORDER_SENT } };

export const ORDER_OPERATIONS: readonly Operation[] = [
  {
    id: 'orders.create',
    method: 'post',
    path: '/orders',
    scope: 'payonce/orders:write',
    tag: 'Orders',
    summary: 'Place an order',
    description:
      'Places an order once per tenant and idempotency key, and computes its total. A replay shows the order as it was answered first: GET shows it as it is.',
    parameters: ['IdempotencyKey'],
    request: REQUEST,
    success: {
      status: 201,
      description: 'Placed.',
      headers: ['Location', 'Idempotent-Replayed'],
      content: json(['Order'], { placed: ORDER }),
    },
    problems: [...ANY, ...BODY, ...KEYED],
  },
  {
    id: 'orders.list',
    method: 'get',
    path: '/orders',
    scope: 'payonce/orders:read',
    tag: 'Orders',
    summary: 'List orders, or find the order of a key',
    description:
      "The tenant's orders, newest first, each as it is now. With `idempotencyKey`: the one order that this key has placed.",
    parameters: ['Limit', 'Cursor', 'KeyToLookUp'],
    success: {
      status: 200,
      description: 'A page of orders; with `idempotencyKey`, the order.',
      headers: ['ETag'],
      content: json(['OrderList', 'Order'], { page: { data: [ORDER], nextCursor: null }, ofAKey: ORDER }),
    },
    problems: [...ANY, 'validation-failed', 'idempotency-key-invalid', 'not-found'],
  },
  {
    id: 'orders.get',
    method: 'get',
    path: '/orders/{id}',
    scope: 'payonce/orders:read',
    tag: 'Orders',
    summary: 'Read an order',
    description: 'The order as it is now. Its `ETag` is what `If-Match` wants.',
    parameters: ['OrderId'],
    success: {
      status: 200,
      description: 'The order.',
      headers: ['ETag'],
      content: json(['Order'], { order: ORDER }),
    },
    problems: [...ANY, 'not-found'],
  },
  {
    id: 'orders.replace',
    method: 'put',
    path: '/orders/{id}',
    scope: 'payonce/orders:write',
    tag: 'Orders',
    summary: 'Replace an order',
    description:
      'The whole order becomes what is sent, while it is `placed`. Without `If-Match` the last writer wins. Sent twice it is written once: a repeat is answered with 200, also under an `If-Match` that its own first copy has outdated.',
    parameters: ['OrderId', 'IfMatch'],
    request: REQUEST,
    success: {
      status: 200,
      description: 'The order, as it is now.',
      headers: ['ETag'],
      content: json(['Order'], { order: ORDER }),
    },
    problems: [
      ...ANY,
      ...BODY,
      'not-found',
      'order-payment-in-progress',
      'order-already-paid',
      'order-not-editable',
      'precondition-failed',
    ],
  },
  {
    id: 'orders.cancel',
    method: 'delete',
    path: '/orders/{id}',
    scope: 'payonce/orders:write',
    tag: 'Orders',
    summary: 'Cancel an order',
    description:
      'Cancels an order that no charge is paying or has paid. It can still be read. However often it is sent, the answer is the same.',
    parameters: ['OrderId', 'IfMatch'],
    success: { status: 204, description: 'It is canceled.', headers: [], content: {} },
    problems: [...ANY, 'not-found', 'order-payment-in-progress', 'order-already-paid', 'precondition-failed'],
  },
];
