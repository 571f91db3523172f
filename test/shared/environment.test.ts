import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../functions/shared/environment.ts';

const REQUIRED = {
  chargesTable: 'CHARGES_TABLE',
  ordersTable: 'ORDERS_TABLE',
  idempotencyTable: 'IDEMPOTENCY_TABLE',
  deploymentId: 'DEPLOYMENT_ID',
  processorAccount: 'PROCESSOR_ACCOUNT',
  simulatedLedgerTable: 'SIMULATED_LEDGER_TABLE',
  stripeSecretId: 'STRIPE_SECRET_ID',
} as const;

describe.each(Object.entries(REQUIRED))('%s', (name, variable) => {
  const member = name as keyof typeof REQUIRED;

  it('is what the stack has set', () => {
    expect(readEnvironment({ [variable]: 'value' })[member]).toBe('value');
  });

  it.each([undefined, ''])('names its variable when that is %j', (value) => {
    expect(() => readEnvironment({ [variable]: value })[member]).toThrow(variable);
  });

  it('is asked for only by who needs it', () => {
    expect(() => readEnvironment({})).not.toThrow();
  });
});

describe('a number of seconds', () => {
  it('is told in milliseconds', () => {
    expect(readEnvironment({ SETTLE_AFTER_S: '6' }).settleAfterMs).toBe(6_000);
  });

  it('has a default', () => {
    expect(readEnvironment({}).settleAfterMs).toBe(300_000);
    expect(readEnvironment({}).processorTimeoutMs).toBe(20_000);
  });

  it.each(['0', '-1', 'x', '', 'NaN', 'Infinity', '5 minutes'])(
    '%j is refused, and its variable named',
    (value) => {
      expect(() => readEnvironment({ SETTLE_AFTER_S: value }).settleAfterMs).toThrow('SETTLE_AFTER_S');
      expect(() => readEnvironment({ FUNCTION_TIMEOUT_S: value }).processorTimeoutMs).toThrow(
        'FUNCTION_TIMEOUT_S',
      );
    },
  );
});

describe('the tenant claim', () => {
  it.each([
    [{}, 'sub'],
    [{ TENANT_CLAIM: '' }, 'sub'],
    [{ TENANT_CLAIM: 'merchant' }, 'merchant'],
  ])('of %j is %s', (variables, claim) => {
    expect(readEnvironment(variables).tenantClaim).toBe(claim);
  });
});

describe('the key of the processor', () => {
  it('is none when it is not set, so that the secret is read', () => {
    expect(readEnvironment({}).stripeSecretKey).toBeUndefined();
  });
});
