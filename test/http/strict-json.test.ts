import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson } from '../../functions/http/strict-json.ts';

const wellFormed = fc.string({ unit: 'grapheme', maxLength: 12 });
const names = wellFormed.filter((name) => name !== '__proto__');
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    wellFormed,
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('parsing strictly', () => {
  it('understands every unambiguous text as JSON.parse does', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseStrictJson(text)).toEqual({ kind: 'value', value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
  });

  it('accepts no text that JSON.parse does not', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.constantFrom(...'{}[]:,"\\/*0e-u '), (value, place, character) => {
        const text = JSON.stringify(value);
        const at = place % (text.length + 1);
        const broken = text.slice(0, at) + character + text.slice(at);
        if (parseStrictJson(broken).kind === 'value') expect(() => JSON.parse(broken)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('finds a member that is there twice, wherever it is and however it is written', () => {
    const escaped = (name: string): string =>
      `"${Array.from({ length: name.length }, (_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
    fc.assert(
      fc.property(names, values, fc.nat({ max: 20 }), (name, value, depth) => {
        const twice = `{${JSON.stringify(name)}: ${JSON.stringify(value)}, ${escaped(name)}: 1}`;
        const text = '[{"a": '.repeat(depth / 2) + twice + '}]'.repeat(depth / 2);
        expect(parseStrictJson(text).kind).toBe('malformed');
      }),
      { numRuns: 300 },
    );
  });

  it('lets two objects have the same member', () => {
    const value = { a: { x: 1 }, b: { x: 2 }, x: [{ x: 3 }, { x: 4 }, [{ x: 5 }]] };

    expect(parseStrictJson(JSON.stringify(value))).toEqual({ kind: 'value', value });
  });

  it('lets a value, but no name, be "__proto__"', () => {
    expect(parseStrictJson('{"name": "__proto__"}').kind).toBe('value');
    expect(parseStrictJson('{"__proto__": "name"}').kind).toBe('malformed');
  });

  it('has one limit for depth, whatever is nested', () => {
    const nested = (times: number): string[] => [
      '['.repeat(times) + ']'.repeat(times),
      `${'{"a":'.repeat(times)}1${'}'.repeat(times)}`,
    ];

    for (const text of nested(32)) expect(parseStrictJson(text).kind).toBe('value');
    for (const text of nested(33)) expect(parseStrictJson(text).kind).toBe('malformed');
  });
});

describe('a hostile text of 64 KiB', () => {
  const BYTES = 65_536;
  const filled = (part: string): string => part.repeat(BYTES / part.length);

  it.each(['[', '{"a":', '[{', '}', ']', ',', ':', '"', '\\', '{,', '[,', '/*', '//', '"\\u00', '-', '1e'])(
    'made of %s is refused at once',
    (part) => {
      const startedMs = performance.now();

      expect(parseStrictJson(filled(part)).kind).toBe('malformed');
      // A quadratic parser would need minutes; this leaves a slow machine its time.
      expect(performance.now() - startedMs).toBeLessThan(1_000);
    },
  );

  it('is never quoted in what is said about it', () => {
    for (const text of ['{"4242424242424242": 1, "4242424242424242": 2}', '{"a": 4242424242424242']) {
      const parsed = parseStrictJson(text);
      expect(parsed.kind).toBe('malformed');
      expect(JSON.stringify(parsed)).not.toContain('4242');
    }
  });
});
