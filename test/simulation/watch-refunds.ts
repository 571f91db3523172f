import type { Subject } from './mistakes.ts';
import type { Entry } from './payments.ts';
import { givenBackOf, type PaymentRefunds } from './payments-refunds.ts';
import {
  NOT_BOOKED,
  type RefundBooked,
  refundEntryViolations,
  refundViolations,
  reservationViolations,
  unaskedViolations,
} from './refund-invariants.ts';
import type { StoredCharge, StoredRefund } from './stored.ts';
import type { Violation } from './violation.ts';

type Books = Pick<PaymentRefunds, 'refunds'> & { readonly ledger: readonly Entry[] };

/** Looks at the refunds among the items, and at the money that goes back. */
export const watchRefunds = (
  { ledger, refunds: entries }: Books,
  charge: (tenant: string, id: string) => StoredCharge | undefined,
  report: (violations: readonly Violation[]) => void,
) => {
  const refunds = new Map<string, StoredRefund>();
  const refundById = new Map<string, StoredRefund>();
  const ofCharge = new Map<string, Map<string, StoredRefund>>();
  const touched = new Set<string>();
  const left = new Map<string, Set<number>>();
  const made = new Map<string, number>();
  let seen = 0;

  const booked = (refundId: string): RefundBooked => {
    const times = made.get(refundId);
    if (times === undefined) return NOT_BOOKED;
    const isStanding = (entry: (typeof entries)[number]) =>
      entry.refundId === refundId && entry.status === 'succeeded';
    return { made: times, standing: entries.filter(isStanding).length };
  };

  return {
    refunds,
    refundById,
    booked,
    left: (chargeId: string): ReadonlySet<number> => left.get(chargeId) ?? new Set(),
    /** Whether the processor answers a failure to whoever asks, for as long as it remembers the key. */
    isStuck: (refundId: string, nowMs: number): boolean =>
      entries.some(
        (entry) => entry.refundId === refundId && entry.isBroken && nowMs - entry.atMs < 24 * 60 * 60_000,
      ),

    /** Money moved that we hold as failed, or came back that we hold as refunded: somebody must be told. */
    isTrueAlarm: (name: string, { chargeId, refundId }: Subject): boolean => {
      switch (name) {
        case 'money-for-a-failed-charge':
        case 'money-not-given-back':
          return ledger.some((entry) => entry.isUnasked && entry.chargeId === chargeId);
        case 'refund-failed-late':
          return booked(String(refundId)).standing === 0;
        default:
          // Whether it may be so is looked at in the end, when every receipt is.
          return name === 'receipt-unknown';
      }
    },

    /** All has been told by now. */
    unaskedViolations: (): Violation[] => unaskedViolations(ledger, entries, refundById.values()),

    lookAt: (after: StoredRefund, before: StoredRefund | undefined): StoredRefund => {
      const { tenant, id, chargeId } = after;
      refunds.set(`${tenant} ${id}`, after);
      refundById.set(id, after);
      const all = ofCharge.get(`${tenant} ${chargeId}`) ?? new Map<string, StoredRefund>();
      ofCharge.set(`${tenant} ${chargeId}`, all.set(id, after));
      touched.add(`${tenant} ${chargeId}`);
      report(refundViolations(before, after, booked(id)));
      return after;
    },

    lookAtCharge: ({ tenant, id, refundable }: StoredCharge): void => {
      left.set(id, (left.get(id) ?? new Set()).add(refundable));
      touched.add(`${tenant} ${id}`);
    },

    /** Everything that was written together has been looked at. */
    afterWrite: (): void => {
      for (const name of touched) {
        const [tenant = '', id = ''] = name.split(' ');
        report(reservationViolations(charge(tenant, id), [...(ofCharge.get(name)?.values() ?? [])]));
      }
      touched.clear();
    },

    afterMoney: (): void => {
      for (; seen < entries.length; seen += 1) {
        const entry = entries[seen];
        if (entry?.status !== 'succeeded') continue;
        const { refundId, paymentId } = entry;
        const before = {
          refund: refundById.get(refundId),
          booked: booked(refundId),
          paid: ledger.find(({ id }) => id === paymentId)?.amount ?? 0,
          givenBack: givenBackOf(entries, paymentId),
        };
        report(refundEntryViolations(entry, before));
        made.set(refundId, before.booked.made + 1);
      }
    },
  };
};
