import { tableKey } from '../../functions/shared/ids.ts';
import type { Mail } from './mail-line.ts';
import { mailViolations, untoldViolations } from './receipt-invariants.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import type { Violation } from './violation.ts';
import type { Watch } from './watch.ts';

const CHARGE_ID = /ch_[0-9a-z]{52}/;

/** Looks at every mail as it goes out. */
export const watchMails = (
  { charges, orders, chargeById }: Pick<Watch, 'charges' | 'orders' | 'chargeById'>,
  isRedacted: (tenant: string, id: string) => boolean,
  report: (violations: readonly Violation[]) => void,
) => {
  const sent = new Map<string, number>();
  const orderOf = ({ tenant, orderId }: StoredCharge): StoredOrder | undefined =>
    orders.get(`${tenant} ${orderId}`);

  return {
    take: (mail: Mail): void => {
      const chargeId = CHARGE_ID.exec(mail.text)?.[0] ?? '';
      const charge = chargeById(chargeId);
      const earlier = sent.get(chargeId) ?? 0;
      report(mailViolations(mail, charge, charge && orderOf(charge), earlier));
      sent.set(chargeId, earlier + 1);
    },

    /** @param setAside keys of charges whose event is kept for a person */
    untold: (
      records: Parameters<typeof untoldViolations>[0]['records'],
      setAside: ReadonlySet<string>,
    ): Violation[] =>
      untoldViolations({
        charges: charges.values(),
        order: orderOf,
        mails: (chargeId) => sent.get(chargeId) ?? 0,
        records,
        isRedacted: ({ tenant, id }) => isRedacted(tenant, id),
        isSetAside: ({ tenant, id }) => setAside.has(tableKey(tenant, id)),
      }),
  };
};
