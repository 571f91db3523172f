import type { Charge } from '../charges/charge.ts';
import type { Environment } from '../shared/environment.ts';
import { readItem } from '../shared/read-item.ts';
import type { ReceiptDependencies } from './operation.ts';
import { hasSucceeded } from './paid-charge.ts';
import { writeReceipt } from './receipt.ts';
import { type OneReceipt, sendOne } from './send-one.ts';

/** What a person calls the function with. A dead letter of ours is one. */
export interface ByHand {
  readonly tenant: string;
  readonly chargeId: string;
  /** Sends another receipt, once for each wording: `"2026-11-24, asked for by the customer"`. */
  readonly again?: string;
}

/** What became of the receipt. */
export interface Report {
  readonly receipt: OneReceipt | 'no-such-charge';
}

export interface ByHandDependencies extends ReceiptDependencies {
  readonly settings: ReceiptDependencies['settings'] & Pick<Environment, 'chargesTable'>;
}

/** Sends the receipt of a charge that has succeeded, if it has not been sent. Without `again` it is safe at any time. */
export const sendByHand =
  (dependencies: ByHandDependencies) =>
  async ({ tenant, chargeId, again }: ByHand, requestId: string): Promise<Report> => {
    const { documentClient, settings } = dependencies;
    const charge = await readItem<Charge>(documentClient, settings.chargesTable, tenant, chargeId);
    if (charge === undefined || !hasSucceeded(charge)) return { receipt: 'no-such-charge' };
    const occasion = { requestId, ...(again !== undefined && { again }) };
    return { receipt: await sendOne(dependencies, { charge, receipt: writeReceipt(charge) }, occasion) };
  };
