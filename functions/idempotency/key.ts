const KEY_CHARACTERS_MAX = 255;

export type ParsedKey =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly reason: string };

const invalid = (reason: string): ParsedKey => ({ kind: 'invalid', reason });

/** RFC 9110 §5.6.3: spaces and tabs around a value are not part of it. No other character is space. */
const OUTER_SPACE = /^[ \t]+|[ \t]+$/g;

/**
 * RFC 9651 §3.3.3: visible ASCII characters and spaces between double quotes; a backslash stands before a quote or another
 * backslash. Alone: no parameters, no second value. A parser of all structured fields would do this in 7 kB.
 */
const QUOTED = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;

const unquote = (value: string): string | undefined => QUOTED.exec(value)?.[1]?.replace(/\\(["\\])/g, '$1');

/**
 * Reads an `Idempotency-Key` header: 1 to 255 visible ASCII characters, bare (`k-1`, as Stripe's clients send it) or
 * as the IETF draft's quoted string (`"k-1"`); both mean the same key. Only the quoted form may hold a comma, a quote
 * or a space: API Gateway joins repeated headers with a comma, and two keys are no key.
 */
export const parseIdempotencyKey = (header: string | undefined): ParsedKey => {
  if (header === undefined) return { kind: 'missing' };
  const value = header.replace(OUTER_SPACE, '');
  if (value === '') return invalid('it is empty');

  const isQuoted = value.startsWith('"');
  const key = isQuoted ? unquote(value) : value;
  if (key === undefined) return invalid('it starts with a quote but is not one quoted string (RFC 9651)');
  if (key.trim() === '') return invalid('it is empty');
  if (key.length > KEY_CHARACTERS_MAX)
    return invalid(`it has ${key.length} characters, more than ${KEY_CHARACTERS_MAX}`);
  if (!isQuoted && key.includes(',')) return invalid('it has more than one value, or a comma outside quotes');
  if (!isQuoted && !/^[!#-~]+$/.test(key))
    return invalid('it has a space, a quote or a character that is not visible ASCII');
  return { kind: 'key', key };
};
