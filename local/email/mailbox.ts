import { randomUUID } from 'node:crypto';

/** A mail that a function has sent. */
export interface Email {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly sentAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
}

/** Every mail of a local run ends here. None leaves the machine. */
export interface Mailbox {
  put(email: Omit<Email, 'id' | 'sentAt'>): Email;
  /** In the order in which they were sent. */
  emails(): readonly Email[];
  clear(): void;
}

export const createMailbox = (clock: () => number): Mailbox => {
  const emails: Email[] = [];
  return {
    put: (mail) => {
      const email = { id: randomUUID(), sentAt: new Date(clock()).toISOString(), ...mail };
      emails.push(email);
      return email;
    },
    emails: () => emails,
    clear: () => {
      emails.length = 0;
    },
  };
};
