import { describe, expect, it } from '@jest/globals';
import { parseFault } from '../../../local/faults/parse-fault.ts';

const OPERATIONS = ['charges.create', 'orders.create'];
const parse = (asked: unknown) => parseFault(JSON.stringify(asked), OPERATIONS);

describe('asking for a fault', () => {
  it('is for the next request that creates a charge, unless it says otherwise', () => {
    expect(parse({ fault: 'drop-response' })).toEqual({
      fault: { fault: 'drop-response' },
      times: 1,
      operation: 'charges.create',
    });
    expect(parse({ fault: 'slow-processor', ms: 50, times: 3, operation: 'orders.create' })).toEqual({
      fault: { fault: 'slow-processor', ms: 50 },
      times: 3,
      operation: 'orders.create',
    });
  });

  it('of the mail service is for mails, whoever sends them', () => {
    expect(parse({ fault: 'mail-down' })).toEqual({ mailFault: 'mail-down', times: 1 });
    expect(parse({ fault: 'mail-answer-lost', times: 2 })).toEqual({
      mailFault: 'mail-answer-lost',
      times: 2,
    });
  });

  it.each([
    [{ fault: 'mail-down', times: 2 }, '`mail-down` lasts until DELETE /local/faults: leave `times` out.'],
    [{ fault: 'mail-down', operation: 'orders.create' }, '`mail-down` meets mails, and no operation'],
    [{ fault: 'mail-answer-lost', ms: 5 }, '`mail-answer-lost` meets mails, and no operation'],
    [{ fault: 'mail-answer-lost', times: 0 }, '`times` is a whole number from 1 to 1000, not 0.'],
    [
      {},
      '`fault` is missing. There are: drop-response, crash-before-effect, crash-after-effect, processor-timeout,',
    ],
    [{ fault: 'flood' }, 'There is no fault "flood". There are: drop-response'],
    [
      { fault: 'drop-response', operation: 'charges.destroy' },
      'There is no operation "charges.destroy". There are: charges.create, orders.create.',
    ],
    [{ fault: 'drop-response', times: 0 }, '`times` is a whole number from 1 to 1000, not 0.'],
    [{ fault: 'drop-response', times: '1' }, '`times` is a whole number from 1 to 1000, not "1".'],
    [{ fault: 'slow-processor' }, '`ms` is a whole number from 1 to 60000, not undefined.'],
    [{ fault: 'drop-response', ms: 5 }, '`ms` goes with slow-processor only.'],
    [
      { fault: 'drop-response', time: 2 },
      'There is no field "time". There are: fault, times, operation, ms.',
    ],
    [['drop-response'], 'The body is a JSON object'],
    [null, 'The body is a JSON object'],
  ])('refuses %j and says what would be right', (asked, sentence) => {
    expect(() => parse(asked)).toThrow(sentence);
  });

  it('refuses what is not JSON', () => {
    expect(() => parseFault('fault=drop-response', OPERATIONS)).toThrow('The body is a JSON object');
  });
});
