import { mutantIn, together } from '../mutant.ts';

const inWrite = mutantIn('functions/idempotency/record-write.ts');
const inStore = mutantIn('functions/idempotency/store.ts');
const inConditionalWrite = mutantIn('functions/idempotency/conditional-write.ts');
const inPersist = mutantIn('functions/idempotency/persist.ts');

const CONDITION = 'ConditionExpression: OWNED_AS_EXPECTED,';
/** Holds for every item that there is; every name and value of the condition stays in use. */
const ANYWAY = `\`(\${OWNED_AS_EXPECTED}) OR attribute_exists(pk)\``;
const BY_ANYBODY =
  "'(#record.#owner = :expectedOwner OR attribute_exists(pk)) AND #record.#state = :expectedState'";

const unconditional = (name: string, state: string, more = {}) =>
  inWrite(name, [[CONDITION, `ConditionExpression: ${state} ? ${ANYWAY} : OWNED_AS_EXPECTED,`]], more);
const byAnybody = (name: string, state: string, more = {}) =>
  inWrite(name, [[CONDITION, `ConditionExpression: ${state} ? ${BY_ANYBODY} : OWNED_AS_EXPECTED,`]], more);

const COMPLETES = "change.record.state === 'completed' && change.expected.state === 'in-progress'";
const ABANDONS = "change.record.state === 'completed' && change.expected.state === 'released'";
const RELEASES = "change.record.state === 'released'";
const TAKES_OVER = "change.record.state === 'in-progress' && change.expected.state === 'in-progress'";
const EXECUTES_AGAIN = "change.record.state === 'in-progress' && change.expected.state === 'released'";

const refusalBelieved = inStore("an order's refusal is believed without a look at the charge", [
  ['(item) => item === undefined,', '() => true,'],
]);
const refusalFirst = inConditionalWrite(
  'the refusal of the order speaks before that of the charge',
  [
    [
      "  if (own?.Code === 'ConditionalCheckFailed') return { kind: 'condition-failed', item: itemOf(own) };\n",
      '',
    ],
    [
      '  return others.some((reason)',
      "  if (own?.Code === 'ConditionalCheckFailed') return { kind: 'condition-failed', item: itemOf(own) };\n  return others.some((reason)",
    ],
  ],
  { harmless: 'the charge is read before the refusal of its order is believed.' },
);

/** The writes, their conditions, and what is read from their failures. */
export const WRITING = [
  inWrite('no write looks at the owner', [
    [
      "'#record.#owner = :expectedOwner AND #record.#state = :expectedState'",
      "'#record.#state = :expectedState'",
    ],
    ["        '#owner': 'owner',\n", ''],
    ["        ':expectedOwner': change.expected.owner,\n", ''],
  ]),
  inWrite('no write looks at the state', [
    [
      "'#record.#owner = :expectedOwner AND #record.#state = :expectedState'",
      "'#record.#owner = :expectedOwner'",
    ],
    ["        '#state': 'state',\n", ''],
    ["        ':expectedState': change.expected.state,\n", ''],
  ]),
  unconditional('a completion is not fenced', COMPLETES),
  unconditional('a release is not fenced', RELEASES),
  unconditional('a takeover takes whatever is there', TAKES_OVER),
  unconditional('executing again takes whatever is there', EXECUTES_AGAIN),
  unconditional('abandoning overwrites whatever is there', ABANDONS),
  byAnybody('anybody may complete an open charge', COMPLETES, {
    harmless:
      'what is definitive at the processor is the same for all attempts: they share the payment. The first is stored.',
  }),
  byAnybody('anybody may release an open charge', RELEASES),
  byAnybody('a takeover takes an open charge from anybody', TAKES_OVER),
  byAnybody('a released charge is executed again, whoever released it', EXECUTES_AGAIN),
  byAnybody('a released charge is abandoned, whoever released it', ABANDONS, {
    harmless: 'released means that nothing has happened, whoever says it.',
  }),

  inStore("somebody else's write counts as the own", [
    ['record.owner === owner && record.state === state', 'record.state === state'],
  ]),
  inStore(
    'an own write counts, in whatever state',
    [['record.owner === owner && record.state === state', 'record.owner === owner']],
    {
      harmless:
        'an owner is one attempt, and it writes one thing after another: only a lost order could come in between.',
    },
  ),
  inStore(
    'an own write that was met by its own result counts as lost',
    [["if (item !== undefined && isIn(item, wanted)) return { kind: 'written' };", '']],
    {
      harmless:
        'the record is there: whoever wrote it is told to come back, and then gets the answer from it.',
    },
  ),
  refusalBelieved,
  refusalFirst,
  together('a paid charge is told of the refusal of the order that it has paid', [
    refusalBelieved,
    refusalFirst,
  ]),
  inConditionalWrite('a conflict at the order is read as its refusal', [
    [
      "others.findIndex((reason) => reason.Code === 'ConditionalCheckFailed')",
      "others.findIndex((reason) => reason.Code !== 'None')",
    ],
  ]),
  inConditionalWrite('a conflict is read as a fence', [
    [
      "return others.some((reason) => CONTENTION.has(reason.Code ?? '')) ? { kind: 'contended' } : undefined;",
      "return { kind: 'condition-failed', item: undefined };",
    ],
  ]),
  inConditionalWrite('a conflict is read as a write', [
    [
      "return others.some((reason) => CONTENTION.has(reason.Code ?? '')) ? { kind: 'contended' } : undefined;",
      "return { kind: 'written' };",
    ],
  ]),
  inConditionalWrite('a release deletes the charge', [
    ['  PutCommand,\n', '  DeleteCommand,\n  PutCommand,\n'],
    [
      '  else await client.send(new UpdateCommand(own.Update));\n',
      `  else await client.send(new UpdateCommand(own.Update));
  if (!('Update' in own) || own.Update.ExpressionAttributeValues?.[':record']?.state !== 'released') return;
  await client.send(new DeleteCommand({ TableName: own.Update.TableName, Key: own.Update.Key }));
`,
    ],
  ]),
  inPersist('a write without an answer counts as not carried out', [
    ["else if (!isNeverSent(error)) effect = 'maybe-written';", ''],
  ]),
  inPersist('a write without an answer counts as carried out', [
    [
      "else if (!isNeverSent(error)) effect = 'maybe-written';",
      "else if (!isNeverSent(error)) return { kind: 'written' } as never;",
    ],
  ]),
];
