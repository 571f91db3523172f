import { mutantIn } from '../mutant.ts';

const inCharge = mutantIn('functions/charges/charge.ts');
const inCreate = mutantIn('functions/charges/create.ts');
const inEnding = mutantIn('functions/charges/ending.ts');
const inKeyMemory = mutantIn('functions/processor/stripe-key-memory.ts');
const inPayments = mutantIn('test/simulation/payments.ts');

/** The payment, and what is made of the processor's answer. */
export const CHARGING = [
  inCreate('every attempt has a downstream key of its own', [
    [
      'await processor.charge(paymentOf(charge), budgetMs(attempt))',
      `await processor.charge({ ...paymentOf(charge), downstreamKey: \`\${charge.id}-\${attempt.number}\` }, budgetMs(attempt))`,
    ],
  ]),
  inCharge('all charges of an order share a downstream key', [
    [
      `downstreamKey: \`\${deployment.deploymentId}-\${id}\``,
      `downstreamKey: \`\${deployment.deploymentId}-\${body.orderId ?? id}\``,
    ],
  ]),
  inCreate(
    'clients resume an old charge, and only the recovery settles it',
    [
      [
        'idempotentRoute(dependencies, chargeOperation(dependencies), newCharge)',
        'idempotentRoute(dependencies, { ...chargeOperation(dependencies), settle: chargeOperation(dependencies).perform }, newCharge)',
      ],
    ],
    {
      harmless:
        'the attempts share the payment, nothing is sent under a key that is too old, and the recovery settles it.',
    },
  ),
  inCreate('an old charge is abandoned without asking the processor', [
    [
      'await processor.cancel(paymentOf(charge), world.clock(), budgetMs(attempt))',
      "await Promise.resolve({ kind: 'canceled' } as const)",
    ],
  ]),
  inCreate('settling sends the charge again', [
    [
      'await processor.cancel(paymentOf(charge), world.clock(), budgetMs(attempt))',
      'await processor.charge(paymentOf(charge), budgetMs(attempt))',
    ],
  ]),
  inEnding('no answer is a decline', [
    [
      "    case 'unknown':\n      return { kind: 'unknown' };",
      "    case 'unknown':\n      return failed(charge, declined('no-answer', 'No answer.'), ordersTable, occasion);",
    ],
  ]),
  inEnding('no answer is a success', [
    [
      "    case 'unknown':\n      return { kind: 'unknown' };",
      "    case 'unknown':\n      return succeeded(charge, 'unknown', ordersTable, occasion);",
    ],
  ]),
  inEnding('no answer is no payment', [
    [
      "    case 'unknown':\n      return { kind: 'unknown' };",
      "    case 'unknown':\n      return { kind: 'not-started', alongside: order(freeOrder, ordersTable, charge, occasion.nowMs) };",
    ],
  ]),
  inEnding('a payment that did not start is a decline', [
    [
      "return { kind: 'not-started', alongside: order(freeOrder, ordersTable, charge, occasion.nowMs) };",
      "return failed(charge, declined('not-started', 'It did not start.'), ordersTable, occasion);",
    ],
  ]),
  inEnding('a fenced payment stays open', [
    ['return failed(charge, ABANDONED, ordersTable, occasion);', "return { kind: 'unknown' };"],
  ]),
  inEnding('a success does not pay the order', [
    ['alongside: order(payOrder, ordersTable, charge, nowMs)', 'alongside: []'],
  ]),
  inEnding('a success frees the order', [
    [
      'alongside: order(payOrder, ordersTable, charge, nowMs)',
      'alongside: order(freeOrder, ordersTable, charge, nowMs)',
    ],
  ]),
  inEnding('a failure keeps the order', [
    ['const freed = order(freeOrder, ordersTable, charge, occasion.nowMs);', 'const freed: [] = [];'],
  ]),
  inEnding('a release keeps the order', [
    [
      "{ kind: 'not-started', alongside: order(freeOrder, ordersTable, charge, occasion.nowMs) }",
      "{ kind: 'not-started' }",
    ],
  ]),
  inKeyMemory('a key is trusted for ever', [['nowMs - createdAtMs <= KEY_TRUSTED_MS', 'nowMs > 0']]),
  inPayments("the processor's stored 500 is read as a decline", [
    [
      "if (entry.isBroken) return unknown('500');",
      "if (entry.isBroken) return declined('processing-error');",
    ],
  ]),
  inPayments('a key in use at the processor is read as a decline', [
    ["return unknown('409: the key is in use')", "return declined('processing-error') as never"],
  ]),
  inPayments(
    'a burnt key is read as a payment that did not start',
    [["return unknown('400: a fence took the key')", "return { kind: 'not-started', reason: 'burnt' }"]],
    {
      harmless:
        'whoever burns a key owns the charge by then: the release of the attempt before is fenced out.',
    },
  ),
  inPayments('cancel looks, and burns nothing', [
    [
      "const fence = enter(payment, { status: 'canceled', declineCode: null }, nowMs);",
      "return { kind: 'canceled' };\n      const fence = enter(payment, { status: 'canceled', declineCode: null }, nowMs);",
    ],
  ]),
];
