import { CHARGE, CHARGE_SENT } from './examples.ts';
import { ANY, BODY, json, KEYED, type Operation } from './operation.ts';

export const CHARGE_OPERATIONS: readonly Operation[] = [
  {
    id: 'charges.create',
    method: 'post',
    path: '/charges',
    scope: 'payonce/charges:write',
    tag: 'Charges',
    summary: 'Charge a payment method',
    description: [
      'Moves the money once per tenant and idempotency key, however often the request is sent and whatever crashes or comes back late; every repeat gets the first answer.',
      'A replay shows the charge as it was answered first: GET shows it as it is.',
      'With `orderId` the charge pays that order: another key for the same order is refused.',
      '`outcome-unknown` is neither success nor failure: the charge stays `processing`, which means that no outcome is known yet, and the same request with the same key finds out.',
      "An amount below the processor's own minimum is declined: `card-declined`, with the failure `payment-refused` or `amount-not-supported`.",
    ].join('\n\n'),
    parameters: ['IdempotencyKey'],
    request: {
      schemas: ['NewCharge'],
      examples: {
        smallest: { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' },
        forAnOrder: CHARGE_SENT,
      },
    },
    success: {
      status: 201,
      description: 'Charged.',
      headers: ['Location', 'Idempotent-Replayed'],
      content: json(['Charge'], { charged: CHARGE }),
    },
    problems: [
      ...ANY,
      ...BODY,
      ...KEYED,
      'card-declined',
      'charge-abandoned',
      'not-found',
      'order-payment-in-progress',
      'order-already-paid',
      'order-not-editable',
      'order-amount-mismatch',
    ],
  },
  {
    id: 'charges.list',
    method: 'get',
    path: '/charges',
    scope: 'payonce/charges:read',
    tag: 'Charges',
    summary: 'List charges, or find the charge of a key',
    description:
      "The tenant's charges, newest first, each as it is now. With `idempotencyKey`: the one charge that this key has made.",
    parameters: ['Limit', 'Cursor', 'KeyToLookUp'],
    success: {
      status: 200,
      description: 'A page of charges; with `idempotencyKey`, the charge.',
      headers: ['ETag'],
      content: json(['ChargeList', 'Charge'], { page: { data: [CHARGE], nextCursor: null }, ofAKey: CHARGE }),
    },
    problems: [...ANY, 'validation-failed', 'idempotency-key-invalid', 'not-found'],
  },
  {
    id: 'charges.get',
    method: 'get',
    path: '/charges/{id}',
    scope: 'payonce/charges:read',
    tag: 'Charges',
    summary: 'Read a charge',
    description:
      'The charge as it is now. While it is `processing` no outcome is known yet: it ends by itself within minutes, also if nobody asks.',
    parameters: ['ChargeId'],
    success: {
      status: 200,
      description: 'The charge.',
      headers: ['ETag'],
      content: json(['Charge'], {
        succeeded: CHARGE,
        processing: { ...CHARGE, status: 'processing', updatedAt: CHARGE.createdAt },
      }),
    },
    problems: [...ANY, 'not-found'],
  },
];
