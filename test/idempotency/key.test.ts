import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseItem } from 'structured-headers';
import { parseIdempotencyKey } from '../../functions/idempotency/key.ts';

const keyOf = (header: string): string | undefined => {
  const parsed = parseIdempotencyKey(header);
  return parsed.kind === 'key' ? parsed.key : undefined;
};
const reasonOf = (header: string): string | undefined => {
  const parsed = parseIdempotencyKey(header);
  return parsed.kind === 'invalid' ? parsed.reason : undefined;
};

describe('a key that is accepted', () => {
  it.each([
    ['bare', 'k-1', 'k-1'],
    ['a UUID', '0191d9c5-7b1a-7c3e-8f21-0242ac120002', '0191d9c5-7b1a-7c3e-8f21-0242ac120002'],
    ['quoted', '"k-1"', 'k-1'],
    ['with outer spaces and tabs', ' \tk-1\t ', 'k-1'],
    ['quoted, with outer spaces', '  "k-1" ', 'k-1'],
    ['quoted with a comma', '"a,b"', 'a,b'],
    ['quoted with a space', '"a b"', 'a b'],
    ['quoted with an escaped quote', String.raw`"a\"b"`, 'a"b'],
    ['quoted with an escaped backslash', String.raw`"a\\b"`, String.raw`a\b`],
    ['bare with every other visible character', `!#$%&'()*+-./:;<=>?@[\\]^_\`{|}~`, undefined],
  ])('may be %s', (_, header, key = header) => {
    expect(parseIdempotencyKey(header)).toEqual({ kind: 'key', key });
  });

  it('means the same bare and quoted', () => {
    expect(keyOf('"k-1"')).toBe(keyOf('k-1'));
  });

  it('tells upper from lower case', () => {
    expect(keyOf('K-1')).toBe('K-1');
  });

  it('may have 255 characters, bare or between quotes', () => {
    const longest = 'k'.repeat(255);
    expect([keyOf(longest), keyOf(`"${longest}"`)]).toEqual([longest, longest]);
  });

  it('is counted as what it means, not as it is written', () => {
    expect(keyOf(`"${String.raw`\"`.repeat(255)}"`)).toBe('"'.repeat(255));
  });
});

describe('a key that is refused', () => {
  it('is missing without a header', () => {
    expect(parseIdempotencyKey(undefined)).toEqual({ kind: 'missing' });
  });

  it.each([
    ['empty', ''],
    ['only space', '  \t'],
    ['an empty quoted string', '""'],
    ['a quoted string of spaces', '"   "'],
  ])('is %s', (_, header) => {
    expect(reasonOf(header)).toContain('empty');
  });

  it('is longer than 255 characters', () => {
    expect(reasonOf('k'.repeat(256))).toContain('255');
    expect(reasonOf(`"${'k'.repeat(256)}"`)).toContain('255');
  });

  it.each([
    ['two bare values, joined by API Gateway', 'k-1,k-2'],
    ['two bare values and a space', 'k-1, k-2'],
    ['two quoted values', '"k-1", "k-2"'],
    ['a quoted and a bare value', '"k-1",k-2'],
    ['a bare and a quoted value', 'k-1,"k-2"'],
    ['the same value twice', 'k-1, k-1'],
    ['a comma at the end', 'k-1,'],
    ['a space inside', 'k 1'],
    ['a quote inside', 'k"1'],
    ['a quote at the end only', 'k-1"'],
    ['a quote at the start only', '"k-1'],
    ['a quoted string with parameters', '"k-1";a=1'],
    ['a quoted string with something after it', '"k-1"x'],
    ['an escape that is none', String.raw`"k\n"`],
    ['a line break', 'k\n1'],
    ['a line break at the end', 'k-1\n'],
    ['a tab inside', 'k\t1'],
    ['a NUL', 'k\u00001'],
    ['a DEL', 'k\u007f'],
    ['a control character between quotes', '"k\u0001"'],
    ['a letter with an accent', 'clé'],
    ['a letter with an accent between quotes', '"clé"'],
    ['a no-break space around it', '\u00a0k-1'],
    ['a letter that only looks like ASCII', 'к-1'],
    ['an emoji', 'k😀'],
  ])('has %s', (_, header) => {
    expect(parseIdempotencyKey(header).kind).toBe('invalid');
  });

  it('is not repeated in the reason', () => {
    expect(reasonOf('secret 1')).not.toContain('secret');
  });
});

describe('a quoted key', () => {
  /** What a parser of all structured fields (RFC 9651) makes of it. */
  const stringIn = (value: string): string | undefined => {
    try {
      const [item, parameters] = parseItem(value);
      return typeof item === 'string' && parameters.size === 0 ? item : undefined;
    } catch {
      return undefined;
    }
  };
  const character = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('k', '-', ',', ';', '=', ' ', '\\"', '\\\\') },
    { weight: 1, arbitrary: fc.constantFrom('"', '\\', '\t', '\n', '\u007f', 'é') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  );
  const inside = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));

  it('is read as RFC 9651 says, whatever is between the quotes', () => {
    let accepted = 0;
    fc.assert(
      fc.property(inside, (text) => {
        const header = `"${text}"`;
        const expected = stringIn(header);
        if (expected === undefined || expected.trim() === '') expect(keyOf(header)).toBeUndefined();
        else expect(keyOf(header)).toBe(expected);
        accepted += keyOf(header) === undefined ? 0 : 1;
      }),
      { numRuns: 3_000, seed: 9651 },
    );
    expect(accepted).toBeGreaterThan(300);
  });
});
