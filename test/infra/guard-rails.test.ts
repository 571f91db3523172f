import { describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readSettings } from '../../infra/settings.ts';
import { resourcesOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const RECEIPTS = { receiptFrom: 'receipts@payonce.example' };
const STRIPE = { processor: 'stripe' };

const plain = synthesize();
const railed = synthesize({
  concurrency: { 'charges.create': 50, 'recovery.recover': 3 },
  maxReadRequestUnits: '4000',
  maxWriteRequestUnits: 1000,
  allowedOrigins: 'https://shop.example.com,http://localhost:5173',
});

const settingsOf = (context: Readonly<Record<string, unknown>>) => readSettings((name) => context[name], {});

describe('concurrency', () => {
  const reservedIn = (template: Template): Record<string, number> =>
    Object.fromEntries(
      resourcesOf(template, 'AWS::Lambda::Function')
        .filter(({ properties }) => 'ReservedConcurrentExecutions' in properties)
        .map(({ properties }) => [properties.Description, properties.ReservedConcurrentExecutions]),
    );

  it("is nobody's own unless the context says so", () => {
    expect(reservedIn(plain)).toEqual({});
    expect(settingsOf({ concurrency: {} }).concurrency).toEqual({});
  });

  it('is reserved as the context says, and for nobody else', () => {
    expect(reservedIn(railed)).toEqual({ 'charges.create': 50, 'recovery.recover': 3 });
  });

  it('is read from the command line as from cdk.json', () => {
    const concurrency = { 'charges.create': 50, 'recovery.recover': 3 };
    expect(settingsOf({ concurrency: JSON.stringify(concurrency) })).toEqual(settingsOf({ concurrency }));
  });

  it('is left to the recovery, for a run and the next, as soon as anybody has some', () => {
    expect(settingsOf({ concurrency: { 'orders.get': 5 } }).concurrency).toEqual({
      'orders.get': 5,
      'recovery.recover': 2,
    });
  });

  it.each([{}, STRIPE, RECEIPTS, { ...STRIPE, ...RECEIPTS }])(
    'with %j can be reserved for every function that is deployed, and for no other',
    (context) => {
      const deployed = resourcesOf(synthesize(context), 'AWS::Lambda::Function').map(
        ({ properties }) => properties.Description,
      );
      const concurrency = Object.fromEntries(deployed.map((operation) => [operation, 2]));
      expect(settingsOf({ ...context, concurrency }).concurrency).toEqual(concurrency);
      const others = ['webhooks.stripe', 'receipts.send', 'charges.delete'];
      for (const other of others.filter((each) => !deployed.includes(each))) {
        expect(() => settingsOf({ ...context, concurrency: { [other]: 2 } })).toThrow(`${other} is none of`);
      }
    },
  );

  it.each([
    [{ concurrency: '{"__proto__": 5}' }, '__proto__ is none of'],
    [
      { concurrency: { 'charges.create': 0 } },
      '`concurrency` of charges.create must be a whole number above 0, not 0.',
    ],
    [{ concurrency: { 'charges.create': 1.5 } }, 'must be a whole number above 0, not 1.5'],
    [{ concurrency: { 'charges.create': null } }, 'must be a whole number above 0, not null'],
    [{ concurrency: { 'recovery.recover': 1 } }, 'must leave recovery.recover at least 2'],
    [{ concurrency: 'charges.create=5' }, '"charges.create=5" is no JSON object'],
    [{ concurrency: '' }, '"" is no JSON object'],
    [{ concurrency: '[5]' }, '"[5]" is no JSON object'],
    [{ concurrency: 5 }, '5 is no JSON object'],
  ])('of %j is refused', (context, message) => {
    expect(() => settingsOf(context)).toThrow(message);
  });
});

describe('throughput', () => {
  const tablesAndIndexesIn = (template: Template) =>
    resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(({ properties }) => [
      properties,
      ...(properties.GlobalSecondaryIndexes ?? []),
    ]);

  it('has no cap unless the context says so', () => {
    for (const each of tablesAndIndexesIn(plain)) expect(each).not.toHaveProperty('OnDemandThroughput');
  });

  it('is capped for every table and each of its indexes', () => {
    const capped = tablesAndIndexesIn(railed);
    // Four tables, and four indexes.
    expect(capped).toHaveLength(8);
    for (const { OnDemandThroughput } of capped) {
      expect(OnDemandThroughput).toEqual({ MaxReadRequestUnits: 4000, MaxWriteRequestUnits: 1000 });
    }
  });

  it('can be capped for writes alone', () => {
    for (const { OnDemandThroughput } of tablesAndIndexesIn(synthesize({ maxWriteRequestUnits: 1000 }))) {
      expect(OnDemandThroughput).toEqual({ MaxWriteRequestUnits: 1000 });
    }
  });

  it.each(['maxReadRequestUnits', 'maxWriteRequestUnits'])('refuses a %s that is none', (name) => {
    for (const value of ['0', '-1', -1, 'many', 1.5]) {
      expect(() => settingsOf({ [name]: value })).toThrow(
        `Context \`${name}\` must be a whole number above 0`,
      );
    }
  });
});

describe('pages of other origins', () => {
  const corsIn = (template: Template) =>
    resourcesOf(template, 'AWS::ApiGatewayV2::Api')[0]?.properties.CorsConfiguration;

  it('may not call the API unless the context names them', () => {
    expect(corsIn(plain)).toBeUndefined();
  });

  it('may send a key and see a replay', () => {
    expect(corsIn(railed)).toEqual({
      AllowOrigins: ['https://shop.example.com', 'http://localhost:5173'],
      AllowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      AllowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
      ExposeHeaders: ['etag', 'idempotent-replayed', 'location', 'retry-after'],
      MaxAge: 7200,
    });
  });

  it('may use every method that a route has, and no other', () => {
    const methods = resourcesOf(railed, 'AWS::ApiGatewayV2::Route').map(
      ({ properties }) => properties.RouteKey.split(' ')[0],
    );
    expect([...corsIn(railed).AllowMethods].sort()).toEqual([...new Set(methods)].sort());
  });

  it.each([
    '*',
    'https://*',
    'https://*.example.com',
    'https://shop.example.com/',
    'https://shop.example.com/pay',
    'https://shop.example.com:443',
    'HTTPS://shop.example.com',
    'https://Shop.example.com',
    'http://shop.example.com',
    'shop.example.com',
    'null',
    '',
    'https://a.example,https://a.example',
  ])('%j is no list of origins', (allowedOrigins) => {
    expect(() => settingsOf({ allowedOrigins })).toThrow(
      'Context `allowedOrigins` must be 1 to 50 different origins such as https://shop.example.com',
    );
  });
});

describe('whose key the tables have', () => {
  it('is said with one of two words', () => {
    expect(() => settingsOf({ tableKey: 'mine' })).toThrow(
      'Context `tableKey` must be aws or customer, not "mine".',
    );
  });
});
