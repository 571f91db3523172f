import { REFUND, REFUND_SENT } from './examples.ts';
import { ANY, BODY, json, KEYED, type Operation } from './operation.ts';

export const REFUND_OPERATIONS: readonly Operation[] = [
  {
    id: 'refunds.create',
    method: 'post',
    path: '/charges/{id}/refunds',
    scope: 'payonce/refunds:write',
    tag: 'Refunds',
    summary: 'Give money back',
    description: [
      'Gives back all or a part of what was charged, once per tenant and idempotency key. All refunds of a charge together never exceed it, also when they come at the same time.',
      'The amount is taken off what is left of the charge before the processor is asked, and returned to it should the refund fail. Without `amount` it is all that was left when the first request came.',
      '`outcome-unknown`: the refund is on its way or will be. It is asked for until it ends, also if nobody comes back.',
    ].join('\n\n'),
    parameters: ['ChargeId', 'IdempotencyKey'],
    request: {
      schemas: ['NewRefund'],
      examples: { allThatIsLeft: {}, aPart: REFUND_SENT },
    },
    success: {
      status: 201,
      description: 'Given back.',
      headers: ['Location', 'Idempotent-Replayed'],
      content: json(['Refund'], { refunded: REFUND }),
    },
    problems: [
      ...ANY,
      ...BODY,
      ...KEYED,
      'not-found',
      'charge-not-refundable',
      'refund-exceeds-charge',
      'refund-failed',
      'refund-abandoned',
    ],
  },
  {
    id: 'refunds.list',
    method: 'get',
    path: '/charges/{id}/refunds',
    scope: 'payonce/charges:read',
    tag: 'Refunds',
    summary: 'List the refunds of a charge, or find the refund of a key',
    description:
      'The refunds of the charge, newest first, each as it is now. With `idempotencyKey`: the one refund that this key has made.',
    parameters: ['ChargeId', 'Limit', 'Cursor', 'KeyToLookUp'],
    success: {
      status: 200,
      description: 'A page of refunds; with `idempotencyKey`, the refund.',
      headers: ['ETag'],
      content: json(['RefundList', 'Refund'], { page: { data: [REFUND], nextCursor: null }, ofAKey: REFUND }),
    },
    problems: [...ANY, 'validation-failed', 'idempotency-key-invalid', 'not-found'],
  },
  {
    id: 'refunds.get',
    method: 'get',
    path: '/charges/{id}/refunds/{refundId}',
    scope: 'payonce/charges:read',
    tag: 'Refunds',
    summary: 'Read a refund',
    description: 'The refund as it is now.',
    parameters: ['ChargeId', 'RefundId'],
    success: {
      status: 200,
      description: 'The refund.',
      headers: ['ETag'],
      content: json(['Refund'], {
        succeeded: REFUND,
        processing: { ...REFUND, status: 'processing', updatedAt: REFUND.createdAt },
      }),
    },
    problems: [...ANY, 'not-found'],
  },
];
