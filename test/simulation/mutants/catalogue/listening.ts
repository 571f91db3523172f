import { mutantIn } from '../mutant.ts';

const inLook = mutantIn('functions/webhooks/look.ts');
const inUnexpected = mutantIn('functions/refunds/unexpected.ts');
const inEnding = mutantIn('functions/refunds/ending.ts');
const inFailLate = mutantIn('functions/refunds/fail-late.ts');

/** What the processor tells. */
export const LISTENING = [
  inLook('an event about an open charge gives its money back', [
    [
      "if (charge.status === 'failed') return lookAtFailed(",
      "if (charge.status === 'failed' || charge.status === 'processing') return lookAtFailed(",
    ],
  ]),
  inLook('an event that has ended its charge is not looked at any more', [
    ["if (ended?.status !== 'failed') return 'ended';", "if (ended !== null) return 'ended';"],
  ]),
  inLook('an event about an old charge that stays open does not come again', [
    ["'left-open' : 'later'", "'left-open' : 'left-open'"],
  ]),
  inLook('an event about a charge that succeeded gives its money back', [
    ["  if (charge.status === 'succeeded') return 'as-we-hold-it';\n", ''],
    ["if (charge.status === 'failed') return", "if (charge.status !== 'processing') return"],
  ]),
  inLook('an event is believed without a look at the payment', [
    [
      'const payment = await look.retrievePayment(paymentId, LOOK_MS);',
      "const payment = await Promise.resolve({ kind: 'payment', status: 'succeeded', amount: charge.amount, amountRefunded: 0, metadata: { chargeId: charge.id } } as unknown as Awaited<ReturnType<typeof look.retrievePayment>>);",
    ],
  ]),
  inLook(
    'an event of another deployment is taken for ours',
    [[` || downstreamKey !== \`\${settings.deploymentId}-\${id}\``, '']],
    {
      harmless: 'what it is about is looked for at our own processor, which has no such payment.',
    },
  ),
  inLook('unexpected money is left where it is', [
    [
      'const answer = await refundUnexpected(dependencies, { charge, paymentId, amount }, occasion);',
      "const answer = { kind: 'executed', response: { status: 201 } };",
    ],
  ]),
  inLook('the half of unexpected money is given back', [
    [
      '{ charge, paymentId, amount }, occasion',
      '{ charge, paymentId, amount: Math.ceil(amount / 2) }, occasion',
    ],
  ]),
  inEnding('a refund of unexpected money is released when it could not be started', [
    [
      "[giveBack(chargesTable, refund)] }\n        : { kind: 'unknown' };",
      "[giveBack(chargesTable, refund)] }\n        : { kind: 'not-started' };",
    ],
  ]),
  inUnexpected('unexpected money is given back once per event', [['key: charge.id,', 'key: requestId,']]),
  inUnexpected('a refund of unexpected money is taken off the charge', [
    ['{ isReserved: false }', '{ isReserved: true }'],
  ]),
  inFailLate('a refund that a bank returns is given back to the charge at every event', [
    [
      "ConditionExpression: '#status = :succeeded'",
      "ConditionExpression: '#status = :succeeded OR #status = :failed'",
    ],
  ]),
  inFailLate('a refund that a bank returns stays off the charge', [
    ['reservationOf(uncount, chargesTable, refund, nowMs),', '[],'],
  ]),
  inLook('nobody minds that a bank has returned a refund', [
    ["(now.status !== 'failed' && now.status !== 'canceled')", 'now.status.length > 0'],
  ]),
];
