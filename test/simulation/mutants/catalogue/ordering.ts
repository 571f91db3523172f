import { mutantIn, together } from '../mutant.ts';

const inHold = mutantIn('functions/orders/order-hold.ts');
const inChange = mutantIn('functions/orders/change-order.ts');
const inRefusal = mutantIn('functions/orders/refusal.ts');

const HELD = "const HELD_BY_CHARGE = '#status = :paying AND payingCharge = :charge';";
const PLACED = "'#status = :placed AND #version = :seenVersion'";

/** Why the condition on the order is never what stops an ending. */
const ONE_END =
  'the charge changes in the same transaction, and its own condition holds once: while it is open, the order is its.';

const versionStands = inHold('an order that is taken, paid or freed keeps its version', [
  ["'version = version + :one, updatedAtMs = :nowMs'", "'updatedAtMs = :nowMs'"],
  ["      ':one': 1,\n", ''],
]);
const changedInAnyState = inChange(
  'an order is changed in whatever state, if the version is the one that was seen',
  [
    [PLACED, "'#version = :seenVersion'"],
    ["          ':placed': 'placed',\n", ''],
  ],
  { harmless: 'the version changes with the status, and only a placed order was seen.' },
);
const changedInAnyVersion = inChange('a placed order is changed, whichever version was seen', [
  [PLACED, "'#status = :placed'"],
  ["          ':seenVersion': seen.version,\n", ''],
]);
const changedUnconditionally = inChange('an order is changed in whatever state and version', [
  [`        ConditionExpression: ${PLACED},\n`, ''],
  ["          ':placed': 'placed',\n", ''],
  ["          ':seenVersion': seen.version,\n", ''],
]);
const doesNotLook = inChange(
  'DELETE and PUT do not look whether the order is still placed',
  [['    if (refusal !== undefined) return refusal;\n', '']],
  { harmless: 'the condition of the write refuses it too: the answer says less, and the order is as safe.' },
);
const endsAnyOrder = inHold(
  'a charge ends whatever order it names',
  [
    [
      HELD,
      "const HELD_BY_CHARGE = '(#status = :paying AND payingCharge = :charge) OR attribute_exists(pk)';",
    ],
  ],
  { harmless: ONE_END },
);
const holdsAnyOrder = inHold('a charge takes an order in whatever state', [
  [
    "'#status = :placed AND #total = :amount AND currency = :currency'",
    "'#total = :amount AND currency = :currency'",
  ],
  ["values: { ':placed': 'placed', ':amount'", "values: { ':amount'"],
]);
const endsWhatAnotherHolds = inHold(
  'a charge ends an order that another charge holds',
  [
    [
      HELD,
      "const HELD_BY_CHARGE = '#status = :paying AND (payingCharge = :charge OR attribute_exists(pk))';",
    ],
  ],
  { harmless: ONE_END },
);
const endsWhatIsNotHeld = inHold(
  'a charge ends an order that is not being paid any more',
  [
    [
      HELD,
      "const HELD_BY_CHARGE = 'payingCharge = :charge AND (#status = :paying OR attribute_exists(pk))';",
    ],
  ],
  { harmless: ONE_END },
);

/** An order: what may be done to it when, and by whom. */
export const ORDERING = [
  holdsAnyOrder,
  inHold('a charge takes an order of another total', [
    [
      "'#status = :placed AND #total = :amount AND currency = :currency'",
      "'#status = :placed AND currency = :currency'",
    ],
    ["':amount': charge.amount, ", ''],
    ['    names: TOTAL,\n', ''],
  ]),
  inHold('a charge takes an order of another currency', [
    [
      "'#status = :placed AND #total = :amount AND currency = :currency'",
      "'#status = :placed AND #total = :amount'",
    ],
    [", ':currency': charge.currency }", ' }'],
  ]),
  endsAnyOrder,
  endsWhatAnotherHolds,
  endsWhatIsNotHeld,
  inHold('an order does not remember who pays it', [
    [`payingCharge = :charge, \${CHANGED}\``, `\${CHANGED}\``],
    ["':charge': charge.id", "...(expressions.condition === HELD_BY_CHARGE ? { ':charge': charge.id } : {})"],
  ]),
  inHold('a paid order does not name its charge', [
    [`chargeId = :charge, \${CHANGED} REMOVE`, `\${CHANGED} REMOVE`],
  ]),
  inHold('a freed order still names the charge that held it', [
    [`SET #status = :placed, \${CHANGED} REMOVE payingCharge`, `SET #status = :placed, \${CHANGED}`],
  ]),
  versionStands,
  changedInAnyState,
  changedInAnyVersion,
  changedUnconditionally,
  doesNotLook,
  together('DELETE and PUT change any order: neither a look nor a condition keeps them from it', [
    doesNotLook,
    changedUnconditionally,
  ]),
  inRefusal('nobody sees that an order is being paid', [
    ["    case 'paying':\n", "    case 'paying':\n      if (order.version > 0) return undefined;\n"],
  ]),
  inRefusal('nobody sees that an order is paid', [
    ["    case 'paid':\n", "    case 'paid':\n      if (order.version > 0) return undefined;\n"],
  ]),
  together('an order is changed in whatever state, and its version says nothing', [
    versionStands,
    changedInAnyState,
  ]),
];
