import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../infra/settings.ts';

const settingsOf = (
  context: Readonly<Record<string, unknown>> = {},
  environment: Record<string, string> = {},
) => readSettings((name) => context[name], environment);

describe('settings that nobody has made', () => {
  it('are those of the dev stage with one tenant', () => {
    expect(settingsOf()).toMatchObject({
      stage: { name: 'dev' },
      deploymentId: 'payonce-dev',
      tenantClaim: 'sub',
      issuer: { kind: 'user-pool', tenants: ['demo'] },
      processor: { name: 'simulated' },
      functionTimeoutS: 25,
      settleAfterS: 300,
    });
  });
});

describe('the processor', () => {
  it.each([
    [{}, 'simulated'],
    [{ processor: 'stripe' }, 'stripe'],
    [{ stripeAccount: 'acct_1' }, 'stripe'],
    [{ stripeSecretName: 'payments/stripe' }, 'stripe'],
    [{ processor: 'simulated', stripeAccount: 'acct_1' }, 'simulated'],
    [{ stage: 'prod', stripeAccount: 'acct_1' }, 'stripe'],
  ])('with %j is %s', (context, name) => {
    expect(settingsOf(context).processor.name).toBe(name);
  });

  it('of the prod stage is Stripe, with its account', () => {
    expect(settingsOf({ stage: 'prod', stripeAccount: 'acct_1' }).processor).toEqual({
      name: 'stripe',
      account: 'acct_1',
      secretName: undefined,
    });
  });
});

describe('a context that cannot be meant', () => {
  it.each([
    [{ stage: 'test' }, 'Context `stage` must be dev or prod, not "test".'],
    [{ stage: '' }, 'Context `stage` must be dev or prod, not "".'],
    [{ processor: 'paypal' }, 'Context `processor` must be stripe or simulated, not "paypal".'],
    [{ processor: '' }, 'Context `processor` must be stripe or simulated, not "".'],
    [{ stage: 'prod' }, 'the prod stage must name its Stripe account'],
    [
      { stage: 'prod', processor: 'simulated' },
      'Context `processor` is simulated, which moves no money: the prod stage takes stripe only',
    ],
    [
      { stage: 'prod', processor: 'simulated', stripeAccount: 'acct_1' },
      'the prod stage takes stripe only, with `stripeAccount`',
    ],
    [{ stripeAccount: 'sk_test_1' }, 'Context `stripeAccount` must be the id of a Stripe account'],
    [
      { stripeSecretName: 'arn:aws:secretsmanager:x' },
      'Context `stripeSecretName` must be the name of a secret',
    ],
    [{ jwtIssuer: 'https://id.example.com' }, '`jwtIssuer` and `jwtAudience` belong together'],
    [{ jwtAudience: 'api' }, '`jwtIssuer` and `jwtAudience` belong together'],
    [
      { jwtIssuer: 'http://id.example.com', jwtAudience: 'api' },
      'Context `jwtIssuer` must be an https:// address',
    ],
    [
      { jwtIssuer: 'https://id.example.com', jwtAudience: 'api', tenants: 'demo' },
      'Context `tenants` names clients',
    ],
    [{ tenants: '' }, 'Context `tenants` must be 1 to 50 different names'],
    [{ tenants: [] }, 'Context `tenants` must be 1 to 50 different names'],
    [{ tenants: 'demo,demo' }, 'Context `tenants` must be 1 to 50 different names'],
    [{ tenants: 'shop-1' }, 'Context `tenants` must be 1 to 50 different names'],
    [{ tenants: 'Demo Shop' }, 'Context `tenants` must be 1 to 50 different names'],
    [
      { tenants: Array.from({ length: 51 }, (_, n) => `t${n}`) },
      'Context `tenants` must be 1 to 50 different names',
    ],
    [{ deploymentId: 'a b' }, 'Context `deploymentId` must be 1 to 64 letters'],
    [{ tenantClaim: '' }, 'Context `tenantClaim` must be the name of a claim'],
    [{ throttleRate: '0' }, 'Context `throttleRate` must be a whole number above 0, not "0".'],
    [{ throttleBurst: 'many' }, 'Context `throttleBurst` must be a whole number above 0, not "many".'],
  ])('%j is refused', (context, message) => {
    expect(() => settingsOf(context)).toThrow(message);
  });
});

describe('time-outs from the environment', () => {
  it('are taken as they are when everything still outlives what it waits for', () => {
    expect(settingsOf({}, { FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: '10' })).toMatchObject({
      functionTimeoutS: 3,
      settleAfterS: 10,
    });
  });

  it.each(['', '0', '-1', '2.5', '1e1', 'soon'])('%j is no number of seconds', (value) => {
    expect(() => settingsOf({}, { FUNCTION_TIMEOUT_S: value })).toThrow(
      'FUNCTION_TIMEOUT_S must be a whole number',
    );
    expect(() => settingsOf({}, { SETTLE_AFTER_S: value })).toThrow('SETTLE_AFTER_S must be a whole number');
  });

  it('a function may not outlive the integration', () => {
    expect(() => settingsOf({}, { FUNCTION_TIMEOUT_S: '28' })).not.toThrow();
    expect(() => settingsOf({}, { FUNCTION_TIMEOUT_S: '29' })).toThrow(
      'processor call < function < integration < gateway',
    );
  });

  it('a charge is settled an hour before the processor forgets its key, or not at all', () => {
    expect(() => settingsOf({}, { SETTLE_AFTER_S: '82799' })).not.toThrow();
    expect(() => settingsOf({}, { SETTLE_AFTER_S: '82800' })).toThrow('SETTLE_AFTER_S=82800 is too long');
  });
});
