import type { RedactOptions } from './options.ts';
import { findTraces } from './person.ts';
import { type Means, type One, redactCharge, redactOrder } from './redact-one.ts';

const WORDS: Readonly<Record<One, string>> = {
  redacted: 'redacted',
  'was-redacted': 'nothing was left to redact',
  'would-be-redacted': 'would be redacted',
  open: 'left alone: it is being worked on. Run this again when it has ended, in some ten minutes at most',
  'unknown-layout': 'left alone: its layout is not known to this version',
  'not-there': 'not there',
};

const isDone = (one: One): boolean =>
  one === 'redacted' || one === 'was-redacted' || one === 'would-be-redacted';

/** Whose data is to go, and of which tenant. */
export type Asked = Pick<RedactOptions, 'tenant' | 'subject'>;

/**
 * Redacts what a person has left. Charges first: an order leads to its charges, so it is redacted when none of them is left,
 * and whoever runs this again after an interruption finds the rest. Safe to run at any time and any number of times.
 *
 * @returns whether nothing was left alone
 */
export const redactAll = async (
  means: Means,
  { tenant, subject }: Asked,
  write: (line: string) => void,
): Promise<boolean> => {
  const { orders, charges } = await findTraces(means, tenant, subject);
  write(`Found ${orders.length} orders and ${charges.length} charges.`);
  const total = orders.length + charges.length;
  let number = 0;
  const report = (id: string, one: One, why = WORDS[one]): One => {
    number += 1;
    write(`[${number}/${total}] ${id}: ${why}`);
    return one;
  };

  const left = new Set<string | null>();
  let isComplete = true;
  for (const { id, orderId } of charges) {
    if (isDone(report(id, await redactCharge(means, tenant, id)))) continue;
    left.add(orderId);
    isComplete = false;
  }
  for (const id of orders) {
    if (left.has(id)) {
      report(id, 'open', 'left alone: one of its charges was. It leads there, so it comes last');
      isComplete = false;
    } else if (!isDone(report(id, await redactOrder(means, tenant, id)))) isComplete = false;
  }
  return isComplete;
};
