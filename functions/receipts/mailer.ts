import type { Receipt } from './receipt.ts';

/** What became of one attempt to send a mail. */
export type MailOutcome =
  /** It is on its way. The id finds it in the mail service's own logs. */
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** A final no to this mail, whoever asks and when: an address that the service cannot read. */
  | { readonly kind: 'refused'; readonly error: Error }
  /** Certain: it is not on its way, and a later attempt may do better. */
  | { readonly kind: 'not-sent'; readonly error: Error }
  /** It may be on its way: the answer was lost. */
  | { readonly kind: 'unknown'; readonly error: Error };

/** Whoever carries mail. It remembers nothing of what it has carried: a mail that is handed over twice goes out twice. */
export interface Mailer {
  /** Hands a mail over once. Never throws, and never tries again by itself. */
  readonly send: (to: string, receipt: Receipt) => Promise<MailOutcome>;
}
