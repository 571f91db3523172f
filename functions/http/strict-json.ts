import { visit } from 'jsonc-parser';

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Our deepest request is four levels; anything far deeper is an attack on whoever walks it. */
const DEPTH_MAX = 32;

/** Ends the visit of a text that is refused: the visitor has no other way to stop. */
class Refused extends Error {}

const refuse = (detail: string): never => {
  throw new Refused(detail);
};

/** Everything that `JSON.parse` lets through and two readers could understand differently. */
const refuseAmbiguous = (text: string): void => {
  const namesByDepth: Set<string>[] = [];
  let depth = 0;
  const enter = (): void => {
    depth += 1;
    if (depth > DEPTH_MAX) refuse(`it is nested more than ${DEPTH_MAX} levels deep`);
  };
  const checkString = (value: string): void => {
    if (!value.isWellFormed()) refuse('it has half of a surrogate pair in a string (RFC 8259 §8.2)');
  };
  visit(text, {
    onObjectBegin: () => {
      enter();
      namesByDepth[depth] = new Set();
    },
    onArrayBegin: enter,
    onObjectEnd: () => {
      depth -= 1;
    },
    onArrayEnd: () => {
      depth -= 1;
    },
    onObjectProperty: (name) => {
      checkString(name);
      if (name === '__proto__') refuse('"__proto__" is not accepted as a member name');
      const names = namesByDepth[depth];
      if (names?.has(name)) refuse('a member appears twice in one object');
      names?.add(name);
    },
    onLiteralValue: (value) => {
      if (typeof value === 'string') checkString(value);
    },
  });
};

/**
 * Parses JSON so that it means one thing only: RFC 8259, and no member twice in an object, no `__proto__`, no lone
 * surrogate, no nesting beyond 32 levels.
 */
export const parseStrictJson = (text: string): ParsedJson => {
  if (text.trim() === '') return { kind: 'malformed', detail: 'The body is empty. Send a JSON object.' };
  try {
    refuseAmbiguous(text);
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof Refused)
      return { kind: 'malformed', detail: `The body is not accepted: ${error.message}.` };
    // The parser's own message quotes the body, which may hold what must not be repeated.
    return { kind: 'malformed', detail: 'The body is not valid JSON (RFC 8259).' };
  }
};
