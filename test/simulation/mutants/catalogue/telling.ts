import { mutantIn } from '../mutant.ts';

const inPaidCharge = mutantIn('functions/receipts/paid-charge.ts');
const inSendOne = mutantIn('functions/receipts/send-one.ts');
const inOperation = mutantIn('functions/receipts/operation.ts');
const inBatch = mutantIn('functions/receipts/batch.ts');

const JUST_SUCCEEDED = "hasSucceeded(charge) && before?.status === 'processing'";
const KEY = 'again === undefined ? charge.id :';
const CATCHES_A_LOST_ATTEMPT = 'if (!startsFromNothing(attempt)) {';
const NOT_SENT = "if (outcome.kind === 'not-sent') return { kind: 'not-started' };";
const ADDRESS_UNREAD =
  "telemetry.failure('receipts.send', requestId, error);\n        return { kind: 'not-started' };";

/** Receipts. */
export const TELLING = [
  inPaidCharge('a receipt is sent for a charge that is still open', [[JUST_SUCCEEDED, 'isCharge(charge)']]),
  inPaidCharge(
    'a receipt is sent for every change of a charge that has succeeded',
    [[JUST_SUCCEEDED, 'hasSucceeded(charge)']],
    { harmless: 'the receipt is claimed by the id of the charge: whatever tells of it, there is one.' },
  ),
  inSendOne('a receipt is claimed by what tells of it', [[KEY, 'again === undefined ? requestId :']]),
  inSendOne('a receipt is claimed for the charge and what tells of it', [
    [KEY, `again === undefined ? \`\${charge.id} \${requestId}\` :`],
  ]),
  inOperation('a receipt whose attempt was lost is sent again', [
    [CATCHES_A_LOST_ATTEMPT, 'if (attempt.kind.length < 2) {'],
  ]),
  inOperation('a receipt whose answer was lost is sent again', [
    [NOT_SENT, "if (outcome.kind !== 'refused') return { kind: 'not-started' };"],
  ]),
  inOperation('a receipt that was not sent counts as sent', [
    [NOT_SENT, "if (outcome.kind === 'not-sent') return ended('sent');"],
  ]),
  inOperation('an address that could not be read is none', [
    [ADDRESS_UNREAD, ADDRESS_UNREAD.replace("{ kind: 'not-started' }", "ended('no-address')")],
  ]),
  inBatch('a receipt that is to come again is forgotten', [
    ["batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });", ''],
  ]),
];
