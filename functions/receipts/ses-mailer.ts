import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer, MailOutcome } from './mailer.ts';

/** SES answers in a tenth of a second. What takes longer than this has lost its answer. */
const TIMEOUT_MS = 6_000;

const CHARSET = 'UTF-8';
const content = (data: string) => ({ Data: data, Charset: CHARSET });

interface Failed extends Error {
  readonly syscall?: string;
  readonly errors?: readonly Failed[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** No connection came about, so nothing was sent. An attempt at several addresses fails with one error for each. */
const isNeverSent = (error: Failed): boolean =>
  error.syscall === 'connect' ||
  error.syscall === 'getaddrinfo' ||
  (error.errors !== undefined && error.errors.length > 0 && error.errors.every(isNeverSent));

/**
 * Sorts what SES did not take. It is certain only where no connection came about or SES itself said no. Anything else
 * may have been carried out, a 5xx too: nothing says at which point it was given up.
 */
const toOutcome = (error: Failed): Exclude<MailOutcome, { kind: 'accepted' }> => {
  // Says of this mail that it cannot be read. Every other refusal is about the account, the sender or the rate.
  if (error.name === 'BadRequestException') return { kind: 'refused', error };

  const status = error.$metadata?.httpStatusCode ?? 0;
  const isRefused = status >= 400 && status < 500;
  return { kind: isRefused || isNeverSent(error) ? 'not-sent' : 'unknown', error };
};

/**
 * A mailer on Amazon SES. The region and, locally, the address come from the function's environment.
 *
 * @param from a verified sender
 */
export const sesMailer = (from: string): Mailer => {
  const client = new SESv2Client({
    // SES has no idempotency key: an attempt that the SDK repeats by itself could be a second mail.
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: TIMEOUT_MS,
      throwOnRequestTimeout: true,
      // A socket kept from before the function was frozen may be dead, and a request that dies on it is one that may
      // have arrived. A new one costs a handshake, and a refusal of it is certain.
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
  return {
    send: async (to, { subject, text, html }) => {
      try {
        const { MessageId: messageId = '' } = await client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [to] },
            Content: {
              Simple: { Subject: content(subject), Body: { Text: content(text), Html: content(html) } },
            },
          }),
        );
        return { kind: 'accepted', messageId };
      } catch (error) {
        return toOutcome(error as Failed);
      }
    },
  };
};
