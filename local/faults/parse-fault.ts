import type { MailFault } from '../email/local-ses.ts';
import { FAULTS, type Fault, MAIL_FAULTS } from './fault.ts';

export type FaultRequest =
  | { readonly fault: Fault; readonly times: number; readonly operation: string }
  | { readonly mailFault: MailFault; readonly times: number };

/** A sentence for whoever asked for a fault that cannot be armed. */
export class FaultRefused extends Error {
  readonly code = 'fault-refused';
}

/** More would outlive any test that armed it. */
const TIMES_MAX = 1000;
/** Twice what API Gateway ever waits. */
const SLOW_MS_MAX = 60_000;

const DEFAULT_OPERATION = 'charges.create';
const FIELDS = ['fault', 'times', 'operation', 'ms'];

const wholeNumber = (name: string, value: unknown, max: number): number => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new FaultRefused(`\`${name}\` is a whole number from 1 to ${max}, not ${JSON.stringify(value)}.`);
};

const oneOf = <T extends string>(name: string, value: unknown, known: readonly T[]): T => {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const given =
    value === undefined ? `\`${name}\` is missing` : `There is no ${name} ${JSON.stringify(value)}`;
  throw new FaultRefused(`${given}. There are: ${known.join(', ')}.`);
};

const isMailFault = (name: string): name is MailFault => MAIL_FAULTS.some((known) => known === name);

const toMailFault = (mailFault: MailFault, asked: Readonly<Record<string, unknown>>): FaultRequest => {
  const { times, operation, ms } = asked;
  if (operation !== undefined || ms !== undefined)
    throw new FaultRefused(
      `\`${mailFault}\` meets mails, and no operation: leave \`operation\` and \`ms\` out.`,
    );
  if (mailFault === 'mail-down' && times !== undefined)
    throw new FaultRefused('`mail-down` lasts until DELETE /local/faults: leave `times` out.');
  return { mailFault, times: wholeNumber('times', times ?? 1, TIMES_MAX) };
};

const toFault = (name: Fault['fault'], ms: unknown): Fault => {
  if (name === 'slow-processor') return { fault: name, ms: wholeNumber('ms', ms, SLOW_MS_MAX) };
  if (ms !== undefined) throw new FaultRefused('`ms` goes with slow-processor only.');
  return { fault: name };
};

/**
 * Reads the body of `POST /local/faults`.
 *
 * @param operations the ones that the template has
 * @throws FaultRefused saying what is wrong and what would be right
 */
export const parseFault = (body: string, operations: readonly string[]): FaultRequest => {
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    asked = undefined;
  }
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) {
    throw new FaultRefused('The body is a JSON object: {"fault": "drop-response", "times": 1}');
  }
  const stranger = Object.keys(asked).find((name) => !FIELDS.includes(name));
  if (stranger !== undefined) {
    throw new FaultRefused(`There is no field ${JSON.stringify(stranger)}. There are: ${FIELDS.join(', ')}.`);
  }
  const { fault, times = 1, operation = DEFAULT_OPERATION, ms } = asked as Record<string, unknown>;
  const name = oneOf('fault', fault, [...FAULTS, ...MAIL_FAULTS]);
  if (isMailFault(name)) return toMailFault(name, { ...asked });
  return {
    fault: toFault(name, ms),
    times: wholeNumber('times', times, TIMES_MAX),
    operation: oneOf('operation', operation, operations),
  };
};
