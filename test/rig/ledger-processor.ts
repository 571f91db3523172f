import type {
  CancelOutcome,
  ChargeOutcome,
  Payment,
  PaymentProcessor,
  Refund,
  RefundOutcome,
} from '../../functions/processor/processor.ts';
import { ledgerRefunds, type RefundEntry } from './ledger-refunds.ts';

/** What really moved, in the processor's own books. */
export interface Entry {
  readonly downstreamKey: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly status: 'succeeded' | 'failed' | 'canceled';
}

export interface LedgerProcessor extends PaymentProcessor {
  readonly ledger: Entry[];
  /** How often money moved. */
  readonly effects: () => number;
  /** Called for the next charge instead of the plain answer; `pay` moves the money and gives that answer. */
  readonly onNextCharge: (
    script: (payment: Payment, pay: () => ChargeOutcome) => ChargeOutcome | Promise<ChargeOutcome>,
  ) => void;
  /** The next cancel answers this and does nothing. */
  readonly nextCancelAnswers: (outcome: CancelOutcome) => void;
  /** What was given back: nothing that was refused. */
  readonly refunds: readonly RefundEntry[];
  /** Called for the next refund instead of the plain answer; `giveBack` moves the money and gives that answer. */
  readonly onNextRefund: (
    script: (refund: Refund, giveBack: () => RefundOutcome) => RefundOutcome | Promise<RefundOutcome>,
  ) => void;
  readonly calls: { readonly charge: Payment[]; readonly cancel: Payment[]; readonly refund: Refund[] };
}

/**
 * A processor with a ledger and a memory of keys in this process: one payment per downstream key, whatever happens.
 * `pm_card_chargeDeclined` is declined, everything else succeeds. Likewise one refund per key, and never more than was
 * paid.
 */
export const ledgerProcessor = (): LedgerProcessor => {
  const ledger: Entry[] = [];
  const scripts: Parameters<LedgerProcessor['onNextCharge']>[0][] = [];
  const cancelAnswers: CancelOutcome[] = [];
  const refundScripts: Parameters<LedgerProcessor['onNextRefund']>[0][] = [];
  const calls = { charge: [] as Payment[], cancel: [] as Payment[], refund: [] as Refund[] };

  const paymentIdOf = (chargeId: string): string => `pi_${chargeId}`;
  const { refunds, giveBack } = ledgerRefunds(
    (paymentId) =>
      ledger.find(({ chargeId, status }) => paymentIdOf(chargeId) === paymentId && status === 'succeeded')
        ?.amount,
  );
  const outcomeOf = ({ status, chargeId }: Entry): CancelOutcome => {
    if (status === 'succeeded') return { kind: 'succeeded', processorId: paymentIdOf(chargeId) };
    return status === 'canceled'
      ? { kind: 'canceled' }
      : { kind: 'declined', code: 'card-declined', message: 'The card was declined.' };
  };
  const enter = (payment: Payment, status: Entry['status']): Entry => {
    const known = ledger.find(({ downstreamKey }) => downstreamKey === payment.downstreamKey);
    if (known !== undefined) return known;
    const entry = { ...payment, status };
    ledger.push(entry);
    return entry;
  };
  const pay = (payment: Payment): ChargeOutcome => {
    const isDeclined = payment.paymentMethod === 'pm_card_chargeDeclined';
    const outcome = outcomeOf(enter(payment, isDeclined ? 'failed' : 'succeeded'));
    // A burnt key refuses a late original: at Stripe, a 400 that says nothing about money.
    return outcome.kind === 'canceled' ? { kind: 'unknown', reason: 'the key is burnt' } : outcome;
  };
  return {
    name: 'ledger',
    account: 'test',
    requestVersion: 1,
    refundRequestVersion: 1,
    keyRetentionMs: 24 * 60 * 60 * 1000,
    ledger,
    refunds,
    calls,
    effects: () => ledger.filter(({ status }) => status === 'succeeded').length,
    onNextCharge: (script) => scripts.push(script),
    onNextRefund: (script) => refundScripts.push(script),
    nextCancelAnswers: (outcome) => cancelAnswers.push(outcome),
    charge: async (payment) => {
      calls.charge.push(payment);
      const script = scripts.shift();
      return script === undefined ? pay(payment) : script(payment, () => pay(payment));
    },
    cancel: async (payment) => {
      calls.cancel.push(payment);
      return cancelAnswers.shift() ?? outcomeOf(enter(payment, 'canceled'));
    },
    refund: async (refund) => {
      calls.refund.push(refund);
      const script = refundScripts.shift();
      return script === undefined ? giveBack(refund) : script(refund, () => giveBack(refund));
    },
  };
};
