import type { Mailer, MailOutcome } from '../../functions/receipts/mailer.ts';
import { connectionLost, throttled } from '../rig/faulty-client.ts';
import type { Line } from './line.ts';

/** A mail that was taken, and goes out. */
export interface Mail {
  readonly to: string;
  readonly text: string;
}

const WAY_MS = { min: 5, max: 200 };
/** As production sets it. */
const WAIT_MS = 6_000;

const noAnswer = (): MailOutcome => ({ kind: 'unknown', error: connectionLost() });

/** A mail service at the other end of a line. It remembers nothing: what is handed over twice goes out twice. */
export const createMailLine = (over: Line, take: (mail: Mail) => void): Mailer => ({
  send: (to, { text }) => {
    const accept = (): MailOutcome => {
      take({ to, text });
      return { kind: 'accepted', messageId: 'mail' };
    };
    return over<MailOutcome>({
      target: 'mail',
      itemId: undefined,
      words: () => 'hands the mail over',
      wayMs: WAY_MS,
      waitMs: WAIT_MS,
      arrive: (fault, share) => {
        if (fault !== 'server-error') return { value: accept() };
        // It tells nothing: half of what it answers was carried out.
        if (share < 0.5) accept();
        return { value: noAnswer() };
      },
      noAnswer: () => ({ value: noAnswer() }),
      refusal: (fault) =>
        fault === 'throttled' ? { value: { kind: 'not-sent', error: throttled() } } : undefined,
    });
  },
});
