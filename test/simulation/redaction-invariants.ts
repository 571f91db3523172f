import { isDeepStrictEqual } from 'node:util';
import type { Response } from '../rig/invoke.ts';
import { isPersonal } from './goods.ts';
import { type Item, isOpen, redactedItem } from './redacted.ts';
import { broken, brokenOf, type Violation } from './violation.ts';

/** A redaction has written. @param isAskedFor whether the item is what, or whose, it was to redact */
export const redactionWriteViolations = (
  before: Item | undefined,
  after: Item | undefined,
  isAskedFor: boolean,
): Violation[] => {
  const id = (before ?? after)?.id?.S ?? '';
  if (before === undefined || after === undefined)
    return [broken('redaction-leaves-the-rest', `${id} is ${before === undefined ? 'made' : 'gone'}`)];
  const isExact = isDeepStrictEqual(after, redactedItem(before, after.redactedAtMs));
  return brokenOf([
    [!isAskedFor, 'redaction-leaves-the-rest', `${id} is not what was asked for`],
    [isOpen(before), 'redaction-leaves-the-rest', `${id} is open`],
    [!isExact, 'redaction-leaves-the-rest', `${id} is changed otherwise`],
  ]);
};

/**
 * What was redacted is as it is now, whoever has written it.
 *
 * @param isNamedAnew whether a PUT has said whose order it is since then; what the order was created with stays away
 */
export const redactedItemViolations = (item: Item, isNamedAnew: boolean): Violation[] => {
  const { customer: _, metadata: __, ...others } = item;
  return brokenOf([
    [
      isPersonal(JSON.stringify(isNamedAnew ? others : item)),
      'redaction-is-true',
      `${item.id?.S} speaks of somebody again`,
    ],
  ]);
};

/** A function has answered that was called when what it tells of had been redacted. */
export const redactedReplyViolations = (id: string, { text }: Response): Violation[] =>
  brokenOf([[isPersonal(text), 'redaction-is-true', `a reply about ${id} speaks of somebody`]]);

/** A redaction has said of an item that it is redacted, or that nothing was left in it. */
export const reportViolations = (id: string, item: Item | undefined, isKnown: boolean): Violation[] =>
  brokenOf([
    [
      !isKnown && (item === undefined || isPersonal(JSON.stringify(item))),
      'redaction-is-true',
      `${id} is said to be redacted`,
    ],
  ]);

/** A redaction has said that nothing was left alone. @param left what it could have known, and speaks of somebody */
export const completionViolations = (left: readonly string[]): Violation[] =>
  left.map((id) => broken('redaction-finds-all', `${id} is left`));

/** Nothing goes wrong any more. */
export const lastRedactionViolations = (name: string, isComplete: boolean | undefined): Violation[] =>
  brokenOf([
    [
      isComplete !== true,
      'every-redaction-ends',
      `${name} ${isComplete === undefined ? 'breaks off' : 'leaves something'}`,
    ],
  ]);
