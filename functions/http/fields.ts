import * as z from 'zod/mini';
import { isCurrency } from '../shared/money.ts';
import { holdsCardNumber } from './card-number.ts';

/** Names the culprits where a name is surely no secret: a misspelt member is a short word. */
const unknownMembers = (names: readonly string[]): string => {
  const words = names.filter((name) => /^[A-Za-z_]{1,40}$/.test(name)).slice(0, 3);
  return words.length === 0
    ? 'There is a member that is not known here.'
    : `There is no member ${words.map((word) => `"${word}"`).join(', ')} here.`;
};

/** An object whose members are all known: a misspelt one is an error, never silently ignored. */
export const strictBody = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return unknownMembers(issue.keys);
      return issue.code === 'invalid_type' ? 'Send a JSON object.' : undefined;
    },
  });

/** Both cases are accepted, as processors accept both; ISO 4217's upper case is what we store and answer. */
export const currency = z.pipe(
  z.string('Send an ISO 4217 code such as "EUR".').check(
    // Three ASCII letters first: upper case turns some other letters into these.
    z.refine(
      (code) => /^[A-Za-z]{3}$/.test(code) && isCurrency(code.toUpperCase()),
      'This is not a currency that can be charged (ISO 4217).',
    ),
  ),
  z.transform((code: string) => code.toUpperCase()),
);

/** RFC 5321 §4.5.3.1.3: a path of 256 octets with its brackets. */
export const email = z
  .string('Send an email address.')
  .check(z.maxLength(254, 'It is longer than 254 characters.'), z.email('This is not an email address.'));

/** Refuses a text that must never be stored. Says nothing of what it holds. */
export const noCardNumber = z.refine<string>(
  (text) => !holdsCardNumber(text),
  'It looks like a card number. Never send one: only tokens of your payment processor.',
);

export const boundedString = (lengthMax: number) =>
  z
    .string('Send a string.')
    .check(
      z.minLength(1, 'It is empty: leave it out instead.'),
      z.maxLength(lengthMax, `It is longer than ${lengthMax} characters.`),
    );

/** A text that people write, in which a card number might end up. */
export const freeText = (lengthMax: number) => boundedString(lengthMax).check(noCardNumber);

const NAME_CHARACTERS_MAX = 40;
const VALUE_CHARACTERS_MAX = 500;
export const METADATA_ENTRIES_MAX = 20;

export const metadata = z
  .record(
    z
      .string()
      .check(
        z.minLength(1, 'A name is empty.'),
        z.maxLength(NAME_CHARACTERS_MAX, `A name is longer than ${NAME_CHARACTERS_MAX} characters.`),
        noCardNumber,
      ),
    z
      .string('Metadata values are strings.')
      .check(
        z.maxLength(VALUE_CHARACTERS_MAX, `A value is longer than ${VALUE_CHARACTERS_MAX} characters.`),
        noCardNumber,
      ),
    'Send an object of strings.',
  )
  .check(
    z.refine(
      (entries) => Object.keys(entries).length <= METADATA_ENTRIES_MAX,
      `There are more than ${METADATA_ENTRIES_MAX} entries.`,
    ),
  );

/** A member that may be left out or sent as `null`: both are stored as `null`. */
export const orNull = <T extends z.ZodMiniType>(schema: T) => z._default(z.nullable(schema), null);
