import type { Email } from '../../../local/email/mailbox.ts';
import type { Books } from './books.ts';
import { reach } from './client.ts';
import type { StormProcess } from './processes.ts';
import type { Server } from './server.ts';

export interface Mailed extends Pick<Books, 'charges'> {
  /** Of all lives of the server. */
  readonly mails: readonly Pick<Email, 'text'>[];
  /** Lines that somebody would be called for at night. */
  readonly incidents: readonly string[];
  /** How often a function that sends receipts was killed or stopped. */
  readonly struck: number;
}

interface Incident {
  readonly incident: string;
  readonly chargeId?: string;
}

const chargeIn = ({ text }: Pick<Email, 'text'>): string =>
  /^Reference: (\S+)$/m.exec(text ?? '')?.[1] ?? 'an unknown charge';

/**
 * At most one mail per charge, of those that succeeded. A function that was struck while it had a receipt in hand leaves
 * one behind of which nobody knows whether it is out: that is told, and must be. It had one in hand and no more, so
 * whatever is told beyond that is false, as is every other alarm.
 */
export const receiptViolations = ({ charges, mails, incidents, struck }: Mailed): string[] => {
  const statusOf = new Map(charges.map(({ id, status }) => [id as string, status as string]));
  const hasSucceeded = (id: string): boolean => statusOf.get(id) === 'succeeded';
  const mailed = mails.map(chargeIn);
  const told = incidents.map((line) => ({ line, about: JSON.parse(line) as Incident }));
  const isTrue = ({ incident, chargeId = '' }: Incident): boolean =>
    incident === 'receipt-unknown' && hasSucceeded(chargeId);
  const unknown = new Set(told.filter(({ about }) => isTrue(about)).map(({ about }) => about.chargeId));
  return [
    ...mailed.filter((id, index) => mailed.indexOf(id) !== index).map((id) => `${id} has a second receipt`),
    ...mailed
      .filter((id) => !hasSucceeded(id))
      .map((id) => `${id} has a receipt and is ${statusOf.get(id) ?? 'not there'}`),
    ...told.filter(({ about }) => !isTrue(about)).map(({ line }) => line),
    ...(unknown.size > struck
      ? [`${unknown.size} receipts are unknown, and only ${struck} functions that send them were struck`]
      : []),
  ];
};

export interface ReceiptWatch {
  /** Reads the mailbox, which ends with its server. */
  readonly look: () => Promise<void>;
  /** To be told of every function that is killed or stopped. */
  readonly strike: (functions: readonly StormProcess[]) => void;
  readonly seen: () => Pick<Mailed, 'mails' | 'struck'>;
}

export const openReceiptWatch = (server: Pick<Server, 'url' | 'untilUp'>): ReceiptWatch => {
  const mails = new Map<string, Email>();
  let struck = 0;
  return {
    look: async () => {
      const { json } = await reach(server, { path: '/local/emails' });
      for (const mail of json as Email[]) mails.set(mail.id, mail);
    },
    strike: (functions) => {
      struck += functions.filter(({ operation }) => operation === 'receipts.send').length;
    },
    seen: () => ({ mails: [...mails.values()], struck }),
  };
};
