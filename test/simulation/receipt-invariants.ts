import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Mail } from './mail-line.ts';
import { REDACTED_EMAIL } from './redacted.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { broken, brokenOf, type Violation } from './violation.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** Where the receipt of a charge goes; `undefined` where nobody has said. */
const addressOf = (
  { receiptEmail, orderId }: StoredCharge,
  order: StoredOrder | undefined,
): string | undefined => {
  if (receiptEmail !== null || orderId === null) return receiptEmail ?? undefined;
  return order?.email === REDACTED_EMAIL ? undefined : order?.email;
};

/** A mail is on its way. @param earlier mails of the same charge before */
export const mailViolations = (
  { to }: Mail,
  charge: StoredCharge | undefined,
  order: StoredOrder | undefined,
  earlier: number,
): Violation[] =>
  charge === undefined
    ? [broken('receipt-of-success', `a mail to ${to} about nothing`)]
    : brokenOf([
        [earlier > 0, 'one-receipt', `${charge.id} is told again`],
        [charge.status !== 'succeeded', 'receipt-of-success', `${charge.id} is ${charge.status}`],
        [to !== addressOf(charge, order), 'receipt-of-success', `the mail of ${charge.id} goes to ${to}`],
      ]);

/** What becomes of a receipt that has somewhere to go. */
const ENDS = ['sent', 'unknown', 'refused'];

interface Told {
  readonly charges: Iterable<StoredCharge>;
  readonly order: (charge: StoredCharge) => StoredOrder | undefined;
  readonly mails: (chargeId: string) => number;
  /** The idempotency table: what became of each receipt. */
  readonly records: ReadonlyMap<string, Item>;
  /** Whether the order's address may have been gone when it was asked for. */
  readonly isRedacted: (order: StoredOrder) => boolean;
  /** Whether the charge's event is kept for a person. */
  readonly isSetAside: (charge: StoredCharge) => boolean;
}

/** Long after the last fault: every success has been told, or it is known that it was not. */
export const untoldViolations = ({
  charges,
  order,
  mails,
  records,
  isRedacted,
  isSetAside,
}: Told): Violation[] => {
  const outcomes = new Map<string, string>();
  for (const { chargeId, receipt } of records.values())
    if (chargeId?.S !== undefined) outcomes.set(chargeId.S, receipt?.S ?? 'open');
  return [...charges].flatMap((charge) => {
    if (charge.status !== 'succeeded' || isSetAside(charge)) return [];
    const outcome = outcomes.get(charge.id) ?? 'nothing';
    const told = `${charge.id}: ${outcome}, ${mails(charge.id)} mails`;
    const hasAddress = addressOf(charge, order(charge)) !== undefined;
    const [ofOrder] = charge.receiptEmail === null ? [order(charge)] : [];
    const ends = ofOrder !== undefined && isRedacted(ofOrder) ? [...ENDS, 'no-address'] : ENDS;
    return brokenOf([
      [hasAddress && !ends.includes(outcome), 'every-receipt', told],
      [outcome === 'sent' && mails(charge.id) === 0, 'every-receipt', told],
    ]);
  });
};
