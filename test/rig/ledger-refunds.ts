import type { Refund, RefundOutcome } from '../../functions/processor/processor.ts';

/** What was really given back, in the processor's own books. */
export type RefundEntry = Pick<Refund, 'downstreamKey' | 'refundId' | 'chargeId' | 'paymentId' | 'amount'>;

const refused = (code: string): RefundOutcome => ({
  kind: 'refused',
  code,
  message: 'The processor refused the refund.',
  isFinal: true,
});

const isSame = (one: RefundEntry, other: RefundEntry): boolean =>
  one.refundId === other.refundId && one.paymentId === other.paymentId && one.amount === other.amount;

/**
 * Refunds with a memory of keys: one answer per downstream key, and never more than was paid.
 *
 * @param paidFor the amount of a payment that succeeded; `undefined` for any other
 */
export const ledgerRefunds = (paidFor: (paymentId: string) => number | undefined) => {
  const refunds: RefundEntry[] = [];
  const answers = new Map<string, { readonly entry: RefundEntry; readonly outcome: RefundOutcome }>();

  const decide = (entry: RefundEntry): RefundOutcome => {
    const paid = paidFor(entry.paymentId);
    if (paid === undefined) return refused('payment-missing');
    const returned = refunds
      .filter(({ paymentId }) => paymentId === entry.paymentId)
      .reduce((sum, { amount }) => sum + amount, 0);
    if (returned + entry.amount > paid) return refused('exceeds-payment');
    refunds.push(entry);
    return { kind: 'succeeded', processorId: `re_${entry.refundId}` };
  };

  const giveBack = ({ downstreamKey, refundId, chargeId, paymentId, amount }: Refund): RefundOutcome => {
    const entry: RefundEntry = { downstreamKey, refundId, chargeId, paymentId, amount };
    const known = answers.get(downstreamKey);
    if (known !== undefined)
      return isSame(known.entry, entry) ? known.outcome : { kind: 'unknown', reason: 'other parameters' };
    const outcome = decide(entry);
    answers.set(downstreamKey, { entry, outcome });
    return outcome;
  };
  return { refunds, giveBack };
};
