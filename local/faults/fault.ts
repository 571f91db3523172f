import type { MailFault } from '../email/local-ses.ts';
import type { StripeFault } from '../stripe/index.ts';

/** A fault that is made at the processor. */
export type ProcessorFault =
  | { readonly fault: 'crash-before-effect' | 'crash-after-effect' | 'processor-timeout' | 'processor-down' }
  | { readonly fault: 'slow-processor'; readonly ms: number };

/** One more is made at the gateway: everything happens, and the client gets a closed socket instead of the answer. */
export type Fault = { readonly fault: 'drop-response' } | ProcessorFault;

export const FAULTS = [
  'drop-response',
  'crash-before-effect',
  'crash-after-effect',
  'processor-timeout',
  'processor-down',
  'slow-processor',
] as const satisfies readonly Fault['fault'][];

/** These are made at the mail service. They meet mails, whoever sends them, and no request. */
export const MAIL_FAULTS = ['mail-down', 'mail-answer-lost'] as const satisfies readonly MailFault[];

/** @param kill ends the process of the function that calls the processor */
export const toStripeFault = (fault: ProcessorFault, kill: () => void): StripeFault =>
  fault.fault === 'crash-before-effect' || fault.fault === 'crash-after-effect'
    ? { fault: fault.fault, kill }
    : fault.fault === 'slow-processor'
      ? fault
      : { fault: fault.fault };
