import { mutantIn, together } from '../mutant.ts';

const inWrite = mutantIn('operator/redact/write.ts');
const inOne = mutantIn('operator/redact/redact-one.ts');
const inAll = mutantIn('operator/redact/redact-all.ts');
const inPerson = mutantIn('operator/redact/person.ts');
const inRedaction = mutantIn('functions/privacy/redaction.ts');

const CONDITION = 'ConditionExpression: `#record';
/** Holds for every item that there is; every name and value of the condition stays in use. */
const ANYWAY = 'ConditionExpression: `attribute_exists(pk) OR #record';
const BODY = "'#record.#response.#body = :body'";
const WHOLE_RECORD: readonly (readonly [string, string])[] = [
  [BODY, "'#record = :body'"],
  ["        '#response': 'response',\n        '#body': 'body',\n", ''],
];
/** The record as it was seen, with what may be changed about it. */
const SEEN_RECORD =
  "record.state === 'completed' ? { ...record, response: { ...record.response, body } } : record";
const CHARGE_IS_OPEN = "if (charge.record.state !== 'completed') return 'open';";
const ORDER_IS_OPEN = "if (order.status === 'paying') return 'open';";
const UNLESS_PAYING = "condition: '#status <> :paying AND #version = :seenVersion',";
const LEFT = 'if (left.has(id)) {';

const anyTime = inOne('a redaction does not look whether a charge is open', [[CHARGE_IS_OPEN, '']]);

/** Redactions. */
export const REDACTING = [
  together('a redaction writes back the record that it has seen, over a completion', [
    anyTime,
    inWrite('the whole record, anyway', [
      ...WHOLE_RECORD,
      ["        ':body': body,", `        ':body': ${SEEN_RECORD},`],
      [CONDITION, ANYWAY],
    ]),
  ]),
  inWrite('a redaction drops the fingerprint', [
    ...WHOLE_RECORD,
    [
      "        ':body': body,",
      `        ':body': { ...(${SEEN_RECORD}), fingerprint: { version: 1, digest: '' } },`,
    ],
  ]),
  inRedaction('a redaction forgets the stored reply', [
    [
      'for (const [name, value] of Object.entries(members)) if (name in resource) resource[name] = value;',
      'if (Object.keys(members).length === 0) return body;',
    ],
  ]),
  inRedaction('a redaction forgets the address of the receipt', [
    ['set: { ...CHARGE_MEMBERS, receiptEmail: null },', 'set: { ...CHARGE_MEMBERS },'],
  ]),
  inRedaction('a redaction forgets metadata', [
    [
      'const CHARGE_MEMBERS = { description: null, metadata: null } as const;',
      'const CHARGE_MEMBERS = { description: null } as const;',
    ],
  ]),
  inWrite('a redaction deletes what it was to redact', [
    [
      "  return result.kind === 'written' ? 'redacted' : 'changed';",
      `  if (result.kind === 'written' && 'Update' in own)
    await client.send(new DeleteCommand({ TableName: own.Update.TableName, Key: own.Update.Key }));
  return result.kind === 'written' ? 'redacted' : 'changed';`,
    ],
    [
      "import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';",
      "import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';",
    ],
  ]),
  inWrite('a redaction of an order does not count as a change', [
    ["      more: '#version = #version + :one',\n", ''],
    ["seenVersion': order.version, ':one': 1 }", "seenVersion': order.version }"],
  ]),
  inWrite('whatever becomes of its write, a redaction says that it is done', [
    [
      "return result.kind === 'written' ? 'redacted' : 'changed';",
      "return result.kind.length > 0 ? 'redacted' : 'changed';",
    ],
  ]),
  together('a redaction takes an order that is being paid', [
    inOne('sees no payment', [[ORDER_IS_OPEN, '']]),
    inWrite('allows a payment', [
      [
        UNLESS_PAYING,
        "condition: '(#status <> :paying OR attribute_exists(pk)) AND #version = :seenVersion',",
      ],
    ]),
  ]),
  inAll('a redaction that leaves open what is open says that nothing is left', [
    ["one === 'redacted' ||", "one === 'redacted' || one === 'open' ||"],
  ]),
  inAll('an order is redacted before its charges have all been', [[LEFT, 'if (left.has(id.slice(1))) {']], {
    harmless:
      'it has said that something was left, and what is left of a redacted order is found by the next one.',
  }),
  inPerson('a redaction knows an order by its own id only', [
    [
      '(orderId !== null && orders.theirs.includes(orderId))',
      '(orderId !== null && orders.theirs.includes(id))',
    ],
  ]),
  inPerson('a redaction forgets what is left of orders that were redacted before', [
    ['orders.ofNobody.includes(orderId) &&', 'orders.ofNobody.includes(id) &&'],
  ]),
  inRedaction('a redaction does not know an order by the address that it was created with', [
    ['return sameEmail(first?.email, email);', 'return sameEmail(first?.email, email.slice(1));'],
  ]),
  inRedaction('a redaction takes the orders of everybody', [
    ['if (sameEmail(customer.email, email)) return true;', 'if (customer.email !== email) return true;'],
  ]),
  inOne('an open charge counts as redacted', [
    [CHARGE_IS_OPEN, "if (charge.record.state !== 'completed') return 'was-redacted';"],
  ]),
];
