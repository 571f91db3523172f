import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../gateway/body.ts';
import { startLoopback } from '../loopback.ts';
import { createMailbox, type Email } from './mailbox.ts';
import { readSendEmail } from './send-email.ts';

/** What can go wrong at the mail service. */
export type MailFault =
  /** Connections are refused, and nothing is sent, until faults are disarmed. */
  | 'mail-down'
  /** The mail goes out and the connection breaks before the answer. */
  | 'mail-answer-lost';

/** An Amazon SES of our own: the one call that functions make, behind the official SDK. */
export interface LocalSes {
  /** @example 'http://127.0.0.1:40123' */
  readonly url: string;
  emails(): readonly Email[];
  /** @param times for `mail-answer-lost`, the next mails that it meets; `mail-down` lasts */
  arm(fault: MailFault, times: number): Promise<void>;
  disarm(): Promise<void>;
  clear(): void;
  close(): Promise<void>;
}

const SEND_EMAIL = '/v2/email/outbound-emails';

const answer = (response: ServerResponse, status: number, body: object, error?: string): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(error && { 'x-amzn-errortype': error }),
  });
  response.end(JSON.stringify(body));
};

/** Listens on 127.0.0.1 and catches every mail that is sent through it. */
export const startLocalSes = async (clock: () => number): Promise<LocalSes> => {
  const mailbox = createMailbox(clock);
  let answersToLose = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = String((await readBody(request)) ?? '');
    if (request.method !== 'POST' || request.url !== SEND_EMAIL)
      return answer(response, 404, { message: 'A local run knows SendEmail only.' }, 'NotFoundException');
    const read = readSendEmail(body);
    if (read.kind === 'bad-request') return answer(response, 400, read, 'BadRequestException');

    const { id } = mailbox.put(read.mail);
    if (answersToLose > 0) {
      answersToLose -= 1;
      request.socket.destroy();
      return;
    }
    answer(response, 200, { MessageId: id });
  };

  const { url, goAway, comeBack } = await startLoopback(serve);
  return {
    url,
    emails: mailbox.emails,
    arm: async (fault, times) => {
      if (fault === 'mail-answer-lost') answersToLose += times;
      else await goAway();
    },
    disarm: async () => {
      answersToLose = 0;
      await comeBack();
    },
    clear: mailbox.clear,
    close: goAway,
  };
};
