import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import type { Email } from './mailbox.ts';

/** What the mail service answers: its own kind of error has a name. */
export type Read =
  | { readonly kind: 'mail'; readonly mail: Omit<Email, 'id' | 'sentAt'> }
  | { readonly kind: 'bad-request'; readonly message: string };

const badRequest = (message: string): Read => ({ kind: 'bad-request', message });

/** Something, one at sign, something with a dot: what SES can at least try to deliver to. */
const ADDRESS = /^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$/;

const parse = (body: string): SendEmailRequest | undefined => {
  try {
    return JSON.parse(body) as SendEmailRequest;
  } catch {
    // No JSON is no mail: the caller says so.
    return undefined;
  }
};

/** Reads the body of `SendEmail`, in the form that a function of ours sends: a subject, a text and HTML. */
export const readSendEmail = (body: string): Read => {
  const asked = parse(body);
  const from = asked?.FromEmailAddress;
  const to = asked?.Destination?.ToAddresses ?? [];
  const { Subject, Body } = asked?.Content?.Simple ?? {};
  if (from === undefined || Subject?.Data === undefined || Body === undefined)
    return badRequest('A mail has FromEmailAddress, Destination and Content.Simple with Subject and Body.');
  if (to.length === 0) return badRequest('Missing final recipient.');
  const bad = to.find((address) => !ADDRESS.test(address));
  if (bad !== undefined) return badRequest('Illegal address.');
  const { Text: text, Html: html } = Body;
  return {
    kind: 'mail',
    mail: { from, to, subject: Subject.Data, text: text?.Data ?? null, html: html?.Data ?? null },
  };
};
