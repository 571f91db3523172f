import { type Answer, fingerprinter, idempotent } from '../idempotency/index.ts';
import { type ReceiptDependencies, type ReceiptOutcome, receiptOperation } from './operation.ts';
import type { PaidCharge, Receipt } from './receipt.ts';

/**
 * The longest that one receipt may take: 5 s for its claim, 2 s for its order, 6 s for SES, and the rest to write the
 * end down. Also its lease, so that the receipt of a function that has died is looked at again after as long.
 */
export const ONE_RECEIPT_MS = 15_000;

/** `later`: not known yet, or certainly not sent. Asking again is safe, and is what finds out. */
export type OneReceipt = ReceiptOutcome | 'later';

/** A charge and what is to be sent about it. */
export interface Mail {
  readonly charge: PaidCharge;
  readonly receipt: Receipt;
}

export interface Occasion {
  readonly requestId: string;
  /** Another receipt of the same charge, on purpose: the same words mean the same one. @default - the one receipt */
  readonly again?: string;
}

/** What the answers count as, in the words of the routes' metrics. */
const outcomeOf = (answer: Answer<never>): string => {
  switch (answer.kind) {
    case 'executed':
      return answer.attempt;
    case 'replayed':
      return answer.isFencedOut ? 'fenced-out' : 'replayed';
    case 'in-progress':
      return 'request-in-progress';
    case 'unknown':
      return 'outcome-unknown';
    default:
      return answer.kind;
  }
};

/**
 * Sends the receipt of a charge, unless that has been done. The key is the charge and nothing of the event that tells of
 * it: however often and by whomever it is told, there is one receipt.
 *
 * @throws Error when the table refuses us
 */
export const sendOne = async (
  dependencies: ReceiptDependencies,
  { charge, receipt }: Mail,
  { requestId, again }: Occasion,
): Promise<OneReceipt> => {
  const { world, telemetry } = dependencies;
  const startedAtMs = world.clock();
  const key = again === undefined ? charge.id : `${charge.id} ${again}`;

  const answer = await idempotent(dependencies, receiptOperation(dependencies, charge, receipt), {
    tenant: charge.tenant,
    key,
    body: undefined,
    fingerprintIn: fingerprinter({ method: 'SEND', route: 'receipts', pathParameters: {}, body: key }),
    deadlineMs: startedAtMs + ONE_RECEIPT_MS,
    by: 'receipts',
    requestId,
  });
  const isKnown = answer.kind === 'executed' || answer.kind === 'replayed';
  telemetry.request({
    operation: 'receipts.send',
    requestId,
    status: isKnown ? answer.response.status : 503,
    outcome: outcomeOf(answer),
    durationMs: world.clock() - startedAtMs,
  });
  return isKnown ? (JSON.parse(answer.response.body) as { receipt: ReceiptOutcome }).receipt : 'later';
};
