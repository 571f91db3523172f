import { mutantIn, together } from '../mutant.ts';

const inSettleDue = mutantIn('functions/idempotency/settle-due.ts');
const inDueItems = mutantIn('functions/recovery/due-items.ts');
const inRecover = mutantIn('functions/recovery/recover.ts');
const inHome = mutantIn('functions/idempotency/home.ts');
const inWrite = mutantIn('functions/idempotency/record-write.ts');
const inIdempotent = mutantIn('functions/idempotency/idempotent.ts');

/** Why it does no harm to look at too much. */
const DECIDED =
  'the recovery looks at the charge itself, and leaves alone what is young or leased: it only works in vain.';

const dueWithLease = inWrite(
  'a charge is due as soon as its lease is over',
  [['Math.max(record.leaseExpiresAtMs, record.settleAtMs)', 'record.leaseExpiresAtMs']],
  { harmless: DECIDED },
);
const believesIndex = inSettleDue(
  'the recovery believes the index and does not look at the charge',
  [["if (kind !== 'settle' && kind !== 'abandon') return 'not-due';", '']],
  { harmless: 'the index shows only what is old, and no charge grows younger.' },
);

/** Every charge ends, also when nobody comes back. */
export const RECOVERING = [
  together('the recovery believes an index that knows nothing of age', [believesIndex, dueWithLease]),
  inHome('an open charge is not in the index of what is due', [
    ['dueAtMs === null ? {} : { dueShard: String(shardOf(id, DUE_SHARDS)), dueAtMs }', '({})'],
  ]),
  inHome('a charge that has ended stays in the index of what is due', [
    ["options.settleAfterMs === null ? [] : ['dueShard', 'dueAtMs']", '[]'],
  ]),
  dueWithLease,
  inWrite(
    'a charge is due though its lease runs',
    [['Math.max(record.leaseExpiresAtMs, record.settleAtMs)', 'record.settleAtMs']],
    { harmless: DECIDED },
  ),
  inWrite('a released charge is never due', [['    : record.settleAtMs;', '    : null;']], {
    harmless: 'its claim has put it into the index, and only its end takes it out.',
  }),
  inDueItems(
    'the recovery looks at everything that is open',
    [
      ["'dueShard = :shard AND dueAtMs <= :nowMs'", "'dueShard = :shard'"],
      [", ':nowMs': nowMs }", ' }'],
    ],
    { harmless: DECIDED },
  ),
  inDueItems('the recovery looks at one shard only', [['{ length: DUE_SHARDS }', '{ length: 1 }']]),
  believesIndex,
  inSettleDue('the recovery settles nothing that may have moved money', [
    [
      "if (kind !== 'settle' && kind !== 'abandon') return 'not-due';",
      "if (kind !== 'abandon') return 'not-due';",
    ],
  ]),
  inSettleDue('the recovery abandons nothing', [
    [
      "if (kind !== 'settle' && kind !== 'abandon') return 'not-due';",
      "if (kind !== 'settle') return 'not-due';",
    ],
  ]),
  inIdempotent('whoever settles performs', [
    [
      "attempt.kind === 'settle' && work.operation.settle !== undefined",
      "attempt.kind === 'settle' && work.operation.settle === undefined",
    ],
  ]),
  inRecover(
    'one charge that cannot be settled ends the run',
    [["      return 'failed';\n", '      throw error;\n']],
    {
      harmless:
        'the next run, a minute later, goes on with the others: what the database does not answer passes.',
    },
  ),
];
