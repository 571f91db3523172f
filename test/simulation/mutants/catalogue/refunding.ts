import { mutantIn } from '../mutant.ts';

const inCreate = mutantIn('functions/refunds/create.ts');
const inOperation = mutantIn('functions/refunds/operation.ts');
const inRefund = mutantIn('functions/refunds/refund.ts');
const inEnding = mutantIn('functions/refunds/ending.ts');
const inReservation = mutantIn('functions/refunds/reservation.ts');
const inClaim = mutantIn('functions/idempotency/claim.ts');
const inSettleMoney = mutantIn('functions/refunds/settle-money.ts');
const inProcessor = mutantIn('test/simulation/payments-processor.ts');

const NO_ANSWER = "    case 'unknown':\n      return { kind: 'unknown' };";
const NOT_STARTED = "{ kind: 'not-started', alongside: [giveBack(chargesTable, refund)] }";
const OR_STAYS_OPEN = "\n        : { kind: 'unknown' };";

/** Money that goes back. */
export const REFUNDING = [
  inCreate('a refund is claimed for a charge that was not seen to be paid', [
    ["    if (charge.status !== 'succeeded') return notRefundable(charge);\n", ''],
  ]),
  inClaim('a takeover of a refund reserves its amount again', [
    [
      "const holds = kind === 'again' ?",
      "const holds = kind === 'again' || operation.name === 'refunds.create' ?",
    ],
  ]),
  inOperation('a takeover gives back all that is left by then', [
    [
      'processor.refund(requestOf(refund),',
      "processor.refund(requestOf(charge === undefined || attempt.kind === 'first' ? refund : { ...refund, amount: charge.refundable ?? charge.amount }),",
    ],
  ]),
  inOperation('every attempt at a refund has a downstream key of its own', [
    [
      'processor.refund(requestOf(refund),',
      `processor.refund({ ...requestOf(refund), downstreamKey: \`\${refund.id}-\${attempt.number}\` },`,
    ],
  ]),
  inRefund('all refunds of a charge share a downstream key', [
    [
      `downstreamKey: \`\${charge.processor.deploymentId}-\${id}\``,
      `downstreamKey: \`\${charge.processor.deploymentId}-\${charge.id}-refund\``,
    ],
  ]),
  inOperation('a refund takes nothing off its charge', [
    ['holds: (refund) => reservationOf(reserve, settings.chargesTable, refund)', 'holds: () => []'],
  ]),
  inEnding('a refund that failed keeps its amount', [
    ['occasion, reservationOf(giveBack, chargesTable, refund))', 'occasion, [])'],
  ]),
  inEnding('a refund that is released keeps its amount', [[NOT_STARTED, "{ kind: 'not-started' }"]]),
  inEnding('a refund that could not be started has failed, also when it is a takeover', [
    [
      `return refund.isReserved\n        ? ${NOT_STARTED}${OR_STAYS_OPEN}`,
      "return failed(refund, refused('not-started', 'Not started.'), chargesTable, occasion);",
    ],
  ]),
  inEnding('a refusal that binds nobody is the end, also when an earlier request still travels', [
    ['outcome.isFinal || startsFromNothing(attempt)', 'true'],
  ]),
  inEnding('a refund that succeeded is not counted in', [
    ['alongside: reservationOf(countIn, chargesTable, refund, nowMs)', 'alongside: []'],
  ]),
  inEnding('no answer to a refund is a failure', [
    [
      NO_ANSWER,
      "    case 'unknown':\n      return failed(refund, refused('no-answer', 'No answer.'), chargesTable, occasion);",
    ],
  ]),
  inEnding('no answer to a refund is a success', [
    [NO_ANSWER, "    case 'unknown':\n      return succeeded(refund, 'unknown', chargesTable, occasion);"],
  ]),
  inEnding('no answer to a refund is none', [
    [NO_ANSWER, `    case 'unknown':\n      return ${NOT_STARTED};`],
  ]),
  inReservation('more may be reserved than is left', [
    [
      '#status = :succeeded AND (refundable >= :amount OR (attribute_not_exists(refundable) AND amount >= :amount))',
      '#status = :succeeded AND amount >= :amount',
    ],
  ]),
  inOperation('an old refund is given up instead of resumed', [
    [
      '    abandon: abandoned,',
      '    settle: async (refund, attempt) => abandoned(refund, occasion(attempt)),\n    abandon: abandoned,',
    ],
  ]),
  inSettleMoney('the recovery leaves refunds alone', [
    ['settleDue(dependencies, refunds, due)', "Promise.resolve('not-due')"],
  ]),
  inProcessor('an old refund is sent again without a look whether it was made', [
    ['if (!isKeyRemembered(refund, nowMs) && leftMs() > 0)', 'if (leftMs() > 1e9)'],
  ]),
];
