import { describe, expect, it } from '@jest/globals';
import { functionOf, resourcesOf, tableOf } from './reading.ts';
import { PROD, synthesize } from './synthesize.ts';

const GATEWAY_TIMEOUT_MS = 30_000;

const template = synthesize({ processor: 'stripe' });
const functions = resourcesOf(template, 'AWS::Lambda::Function').map(({ properties }) => properties);
const requests = functions.filter(({ Description }) => Description !== 'recovery.recover');
const variablesOf = (operation: string, of = template): Record<string, unknown> =>
  functionOf(of, operation).properties.Environment.Variables;

describe('every function behind a route', () => {
  it.each(functions.map((each) => [each.Description, each]))('%s runs Node 24 on arm64', (_, each) => {
    expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it('is stopped before API Gateway stops waiting, and that before API Gateway itself is stopped', () => {
    const integrations = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
    const waitsMs = integrations.map(({ properties }) => properties.TimeoutInMillis);
    const runsMs = requests.map(({ Timeout }) => Timeout * 1000);
    expect(Math.max(...runsMs)).toBeLessThan(Math.min(...waitsMs));
    expect(Math.max(...waitsMs)).toBeLessThan(GATEWAY_TIMEOUT_MS);
  });

  it('knows its own time-out', () => {
    for (const { Timeout, Environment } of requests) {
      expect(Environment.Variables.FUNCTION_TIMEOUT_S).toBe(String(Timeout));
    }
  });

  it('is traced, and logs lines of JSON to a group of its own', () => {
    const groups = functions.map(({ LoggingConfig }) => LoggingConfig.LogGroup.Ref);
    expect(new Set(groups).size).toBe(functions.length);
    for (const { TracingConfig, LoggingConfig } of functions) {
      expect(TracingConfig).toEqual({ Mode: 'Active' });
      expect(LoggingConfig.LogFormat).toBe('JSON');
    }
  });

  it('is called with payload format 2.0', () => {
    for (const { properties } of resourcesOf(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(properties.PayloadFormatVersion).toBe('2.0');
    }
  });
});

describe('the environment of a function', () => {
  it('names the tables that the function uses', () => {
    const charges = { Ref: tableOf(template, 'Charges').id };
    const orders = { Ref: tableOf(template, 'Orders').id };
    expect(variablesOf('charges.create')).toMatchObject({ CHARGES_TABLE: charges, ORDERS_TABLE: orders });
    expect(variablesOf('orders.get')).toMatchObject({ ORDERS_TABLE: orders });
    expect(variablesOf('orders.get')).not.toHaveProperty('CHARGES_TABLE');
  });

  it('holds no secret', () => {
    for (const { Environment } of functions) {
      expect(Object.keys(Environment.Variables)).not.toContain('STRIPE_SECRET_KEY');
      expect(JSON.stringify(Environment)).not.toMatch(/sk_|rk_|whsec_|resolve:|SecretString/);
    }
  });

  it('says where the Stripe key is only to the functions that move money and that ask what was moved', () => {
    const told = functions.filter(({ Environment }) => 'STRIPE_SECRET_ID' in Environment.Variables);
    expect(told.map(({ Description }) => Description).sort()).toEqual([
      'charges.create',
      'recovery.recover',
      'refunds.create',
      'webhooks.stripe',
    ]);
  });

  it('carries what the context decides', () => {
    const variables = variablesOf(
      'charges.create',
      synthesize({
        ...PROD,
        deploymentId: 'eu-1',
        tenantClaim: 'merchant',
        stripeSecretName: 'payments/stripe',
      }),
    );
    expect(variables).toMatchObject({
      DEPLOYMENT_ID: 'eu-1',
      TENANT_CLAIM: 'merchant',
      PROCESSOR: 'stripe',
      PROCESSOR_ACCOUNT: 'acct_1Test',
      STRIPE_SECRET_ID: 'payments/stripe',
    });
  });
});
