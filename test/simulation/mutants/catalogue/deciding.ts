import { mutantIn } from '../mutant.ts';

const inRecord = mutantIn('functions/idempotency/record.ts');
const inFingerprint = mutantIn('functions/idempotency/fingerprint.ts');
const inClaim = mutantIn('functions/idempotency/claim.ts');

/** `decide`: what a request may do, given the record of its key. */
export const DECIDING = [
  inRecord('another request under the key is taken for the same', [
    ['fingerprint.digest !== record.fingerprint.digest', 'fingerprint.digest === undefined'],
  ]),
  inFingerprint('the fingerprint is taken without the body', [
    ['canonicalize([method, route, pathParameters, body])', 'canonicalize([method, route, pathParameters])'],
  ]),
  inRecord('a running lease is not respected', [['nowMs < record.leaseExpiresAtMs', 'nowMs < 0']]),
  inRecord('a lease is never over', [['nowMs < record.leaseExpiresAtMs', 'nowMs > 0']]),
  inRecord('an old charge is resumed, by clients and by the recovery', [
    ["{ kind: isOld ? 'settle' : 'take-over', seen: record }", "{ kind: 'take-over', seen: record }"],
  ]),
  inRecord('a young charge is settled already', [
    ["{ kind: isOld ? 'settle' : 'take-over', seen: record }", "{ kind: 'settle', seen: record }"],
  ]),
  inRecord('a released charge is never abandoned', [
    [
      "{ kind: isOld ? 'abandon' : 'execute-again', seen: record }",
      "{ kind: 'execute-again', seen: record }",
    ],
  ]),
  inRecord('a released charge is abandoned at once', [
    ["{ kind: isOld ? 'abandon' : 'execute-again', seen: record }", "{ kind: 'abandon', seen: record }"],
  ]),
  inRecord('a released charge is taken over, without its order', [
    [
      "{ kind: isOld ? 'abandon' : 'execute-again', seen: record }",
      "isOld ? { kind: 'abandon', seen: record } : { kind: 'take-over', seen: record as never }",
    ],
  ]),
  inClaim('settling an old charge charges it', [["settle: 'settle'", "settle: 'takeover'"]]),
];
