import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Problem } from '../../client/problem.ts';
import { nextStep, readRetryAfter, waitMs } from '../../client/retry.ts';
import { keyPolicy } from '../../functions/contract/openapi/policy.ts';
import { PROBLEMS } from '../../functions/http/problem.ts';

const attempts = fc.nat({ max: 1_000 });
const seconds = fc.nat({ max: 3_600 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('a wait', () => {
  it('is never shorter than Retry-After, nor longer than 5 s on top of it', () => {
    fc.assert(
      fc.property(attempts, seconds, random, (attempt, retryAfterS, chance) => {
        const ms = waitMs(attempt, retryAfterS, chance);
        expect(ms).toBeGreaterThanOrEqual(retryAfterS * 1000);
        expect(ms).toBeLessThanOrEqual(retryAfterS * 1000 + 5_000);
      }),
    );
  });

  it('is spread over all of its range, which doubles up to 5 s', () => {
    const longest = [0, 1, 2, 3, 4, 5, 1_000].map((attempt) => waitMs(attempt, 0, 1));
    expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    fc.assert(
      fc.property(attempts, random, (attempt, chance) => {
        expect(waitMs(attempt, 0, chance)).toBeCloseTo(chance * waitMs(attempt, 0, 1));
      }),
    );
  });
});

describe('Retry-After', () => {
  it('is read as seconds', () => {
    fc.assert(fc.property(seconds, (s) => expect(readRetryAfter(`${s}`, 0)).toBe(s)));
  });

  it('is read as a date, and one that is over is now', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 }), fc.integer({ min: -3_600, max: 3_600 }), (nowS, inS) => {
        const date = new Date((nowS + inS) * 1000).toUTCString();
        expect(readRetryAfter(date, nowS * 1000)).toBe(Math.max(0, inS));
      }),
    );
  });

  it.each([null, '', 'soon', '-1x', 'NaN'])('%p says nothing', (value) => {
    expect(readRetryAfter(value, 0)).toBeNull();
  });
});

describe('what to do next', () => {
  it.each(Object.entries(PROBLEMS))('after %s follows its `retry`', (code, { status, retry }) => {
    const problem = new Problem(status, { code, retry, detail: 'Why.' }, null);
    expect(nextStep(problem, true)).toBe(retry === 'same-key' ? 'repeat' : 'give-up');
  });

  const { withoutProblem } = keyPolicy();

  it.each(Object.entries(withoutProblem))(
    'after a bare %s is what the contract says: %s',
    (status, retry) => {
      const step = nextStep(new Problem(Number(status), { message: 'No' }, null), true);
      const repeated = status === '401' ? 'renew-token' : 'repeat';
      expect(step).toBe(retry === 'same-key' ? repeated : 'give-up');
    },
  );

  it('after a 401 that a fresh token did not mend is to give up', () => {
    expect(nextStep(new Problem(401, { message: 'Unauthorized' }, null), false)).toBe('give-up');
  });

  it('never is to repeat a request whose answer says `never` or `new-key`', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 599 }),
        fc.constantFrom('never', 'new-key'),
        fc.boolean(),
        (status, retry, canRenew) => {
          const problem = new Problem(status, { code: 'validation-failed', retry }, null);
          expect(nextStep(problem, canRenew)).toBe('give-up');
        },
      ),
    );
  });

  it('is the same whatever stands in a body that is no problem document', () => {
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.record({ code: fc.string(), retry: fc.constantFrom('later', '', null, true, 1) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), bodies, (status, body) => {
        const { retry, code } = new Problem(status, body, null);
        expect([retry, code]).toEqual([status === 429 || status >= 500 ? 'same-key' : 'never', null]);
      }),
    );
  });
});
