import { describe, expect, it } from '@jest/globals';
import { readLocalFlags } from '../../local/settings.ts';

describe('what stands after `npm start --`', () => {
  it.each([
    [[], 'stripe'],
    [['--processor', 'stripe'], 'stripe'],
    [['--processor', 'simulated'], 'simulated'],
    [['--processor=simulated'], 'simulated'],
  ])('%j runs with the processor %s', (flags, processor) => {
    expect(readLocalFlags(flags, {})).toEqual({ processor });
  });

  it.each([
    [['--processor', 'paypal'], 'There is no processor "paypal". There are: stripe, simulated.'],
    [['--processor='], 'There is no processor "". There are: stripe, simulated.'],
    [['--processor'], 'The only flag is `--processor stripe` or `--processor simulated`.'],
    [['--port', '80'], 'The only flag is'],
    [['simulated'], 'The only flag is'],
  ])('%j is refused with a sentence', (flags, sentence) => {
    expect(() => readLocalFlags(flags, {})).toThrow(sentence);
  });

  it('does not simulate what a test key asks Stripe for', () => {
    const environment = { STRIPE_SECRET_KEY: 'sk_test_1' };
    expect(() => readLocalFlags(['--processor', 'simulated'], environment)).toThrow(
      'STRIPE_SECRET_KEY is set, but the simulated processor calls no Stripe.',
    );
    expect(readLocalFlags([], environment)).toEqual({ processor: 'stripe' });
  });
});
