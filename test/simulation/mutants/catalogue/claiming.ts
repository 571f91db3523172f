import { mutantIn } from '../mutant.ts';

const inOpenRecord = mutantIn('functions/idempotency/open-record.ts');
const inClaim = mutantIn('functions/idempotency/claim.ts');
const inWrite = mutantIn('functions/idempotency/record-write.ts');
const inIdempotent = mutantIn('functions/idempotency/idempotent.ts');

/** How an attempt gets the right to act. */
export const CLAIMING = [
  inWrite('a claim overwrites whatever is there', [
    ["'attribute_not_exists(pk)'", "'attribute_not_exists(pk) OR attribute_exists(pk)'"],
  ]),
  inWrite('a late duplicate of a claim reopens a completed record', [
    [
      'ConditionExpression: UNCLAIMED,',
      `...(record.state === 'completed'
      ? { ConditionExpression: UNCLAIMED }
      : {
          ConditionExpression: \`\${UNCLAIMED} OR #record.#state = :completed\`,
          ExpressionAttributeNames: { '#record': 'record', '#state': 'state' },
          ExpressionAttributeValues: { ':completed': 'completed' },
        }),`,
    ],
  ]),
  inWrite('a late duplicate of a claim reopens a released record', [
    [
      'ConditionExpression: UNCLAIMED,',
      `ConditionExpression: \`\${UNCLAIMED} OR #record.#state = :released\`,
      ExpressionAttributeNames: { '#record': 'record', '#state': 'state' },
      ExpressionAttributeValues: { ':released': 'released' },`,
    ],
  ]),
  inOpenRecord('the lease of a first claim has no length', [
    [
      'nowMs + settleAfterMs,\n    leaseExpiresAtMs: deadlineMs + CLOCK_SKEW_MS',
      'nowMs + settleAfterMs,\n    leaseExpiresAtMs: nowMs',
    ],
  ]),
  inOpenRecord('the lease of a takeover has no length', [
    [
      'settleAtMs: seen.settleAtMs,\n  leaseExpiresAtMs: deadlineMs + CLOCK_SKEW_MS',
      'settleAtMs: seen.settleAtMs,\n  leaseExpiresAtMs: world.clock()',
    ],
  ]),
  inOpenRecord('every attempt has the same owner', [
    ['owner: world.uniqueName(),\n    attempt: 1', "owner: 'payonce',\n    attempt: 1"],
    ['owner: world.uniqueName(),\n  attempt: seen', "owner: 'payonce',\n  attempt: seen"],
  ]),
  inOpenRecord('a takeover keeps the owner that it takes over from', [
    ['owner: world.uniqueName(),\n  attempt: seen', 'owner: seen.owner,\n  attempt: seen'],
  ]),
  inOpenRecord('every takeover makes the charge young again', [
    ['settleAtMs: seen.settleAtMs', 'settleAtMs: seen.settleAtMs === null ? null : world.clock() + 300_000'],
  ]),
  inClaim('a first claim does not hold its order', [
    ['const holds = operation.holds?.(intent) ?? [];', 'const holds: never[] = [];'],
  ]),
  inClaim('executing again does not hold the order', [
    ["kind === 'again' ? (operation.holds?.(item) ?? []) : []", '[]'],
  ]),
  inClaim('a takeover holds the order once more', [
    ["kind === 'again' ? (operation.holds?.(item) ?? []) : []", '(operation.holds?.(item) ?? [])'],
  ]),
  inClaim('who loses the race for a takeover acts all the same', [
    [
      "if (result.kind === 'written') return claimed(record, kind, item, claimant);",
      "if (result.kind !== 'refused') return claimed(record, kind, item, claimant);",
    ],
  ]),
  inClaim(
    'a takeover that the store does not answer says that nothing happened',
    [["(kind === 'again' ? reopened : orMaybeWritten(reopened, 'nothing-written'))", 'reopened']],
    {
      harmless:
        'the answer speaks of this attempt, which has indeed done nothing, and asks for the same key again.',
    },
  ),
  inClaim('who loses the race for abandoning answers for itself', [
    [
      "if (result.kind === 'written') return { kind: 'executed'",
      "if (result.kind !== 'refused') return { kind: 'executed'",
    ],
  ]),
  inClaim('abandoning keeps the owner', [
    [
      "state: 'completed' as const, owner: world.uniqueName(), response",
      "state: 'completed' as const, response",
    ],
  ]),
  inIdempotent('an id does not say whose key it is', [
    [
      'deriveId(operation.home.idPrefix, tenant, operation.name, key)',
      "deriveId(operation.home.idPrefix, '', operation.name, key)",
    ],
  ]),
  inIdempotent(
    'an id does not say which operation its key is of',
    [
      [
        'deriveId(operation.home.idPrefix, tenant, operation.name, key)',
        "deriveId(operation.home.idPrefix, tenant, '', key)",
      ],
    ],
    { harmless: 'the prefix of the id says it too, and each operation has a table of its own.' },
  ),
  inIdempotent('the second to place an order answers with its own', [
    [
      "if (result.kind === 'written') return { kind: 'executed'",
      "if (result.kind !== 'refused') return { kind: 'executed'",
    ],
  ]),
  inIdempotent('an order counts as placed when the store does not answer', [
    [
      '    } catch (error) {\n      return answerToSilence(error);',
      "    } catch {\n      return { kind: 'executed', response, attempt: 'first' };",
    ],
  ]),
];
