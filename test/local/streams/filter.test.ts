import { describe, expect, it } from '@jest/globals';
import { matches, unknownRule } from '../../../local/streams/filter.ts';

describe('a filter pattern', () => {
  it.each([
    [{ a: ['x'] }, { a: 'x' }, true],
    [{ a: ['x', 'y'] }, { a: 'y', b: 1 }, true],
    [{ a: ['x'] }, { a: 'X' }, false],
    [{ a: ['x'] }, {}, false],
    [{ a: [1] }, { a: '1' }, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: { b: ['x'] } }, { a: { b: 'x' } }, true],
    [{ a: { b: ['x'] } }, { a: 'x' }, false],
    [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
    [{ a: [{ prefix: 'ch_' }] }, { a: 'ch_1' }, true],
    [{ a: [{ prefix: 'ch_' }] }, { a: 're_ch_' }, false],
    [{ a: [{ prefix: 'ch_' }] }, {}, false],
    [{ a: [{ exists: true }] }, { a: null }, true],
    [{ a: [{ exists: true }] }, {}, false],
    [{ a: [{ exists: false }] }, {}, true],
    [{ a: [{ exists: false }] }, { a: 'x' }, false],
  ])('%j is met by %j: %s', (pattern, record, isMet) => {
    expect(matches(pattern, record)).toBe(isMet);
  });

  it('with a rule that is not known here says so', () => {
    const rule = { 'anything-but': ['x'] };
    expect(unknownRule({ a: { b: ['x', rule] } })).toBe(rule);
    expect(unknownRule({ a: { b: ['x', { prefix: 'y' }, { exists: true }] } })).toBeUndefined();
  });
});
