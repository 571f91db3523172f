import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from '../infra/reading.ts';
import { type Desk, only, openDesk, SYNTH_MS, stackOf } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('multi-region', () => {
  let templates: Record<string, Template>;
  beforeAll(async () => {
    templates = await desk.synthesize('multi-region', { processor: 'stripe' });
  }, SYNTH_MS);

  const clientsOf = (id: string): string[] =>
    resourcesOf(stackOf(templates, id), 'AWS::Cognito::UserPoolClient').map(
      ({ properties }) => properties.ClientName,
    );

  it('gives every tenant a client in one region', () => {
    expect(clientsOf('Payonce-eu-central-1')).toEqual(['acme']);
    expect(clientsOf('Payonce-us-east-2')).toEqual(['globex', 'initech']);
  });

  it('lets no region vouch for the tokens of another', () => {
    for (const id of ['Payonce-eu-central-1', 'Payonce-us-east-2']) {
      const template = stackOf(templates, id);
      const { JwtConfiguration: jwt } = only(template, 'AWS::ApiGatewayV2::Authorizer').properties;
      expect(JSON.stringify(jwt.Issuer)).toContain(only(template, 'AWS::Cognito::UserPool').id);
      expect(jwt.Audience).toEqual(
        resourcesOf(template, 'AWS::Cognito::UserPoolClient').map((client) => ({ Ref: client.id })),
      );
    }
  });

  it('never uses the same key at Stripe in two regions', () => {
    const deployments = Object.entries(templates).flatMap(([id, template]) => {
      const ids = resourcesOf(template, 'AWS::Lambda::Function')
        .map(({ properties }) => properties.Environment.Variables.DEPLOYMENT_ID)
        .filter((each) => each !== undefined);
      return id === 'Edge' ? [] : [...new Set(ids)];
    });
    expect(deployments).toEqual(['payonce-dev-eu-central-1', 'payonce-dev-us-east-2']);
  });

  describe('routes a request', () => {
    const route = (authorization?: string): string | undefined => {
      const code: string = only(stackOf(templates, 'Edge'), 'AWS::CloudFront::Function').properties
        .FunctionCode;
      let chosen: string | undefined;
      const cf = {
        updateRequestOrigin: ({ domainName }: { domainName: string }) => {
          chosen = domainName;
        },
      };
      const withoutImport = code.replace("import cf from 'cloudfront';", '');
      const handler = new Function('cf', 'Buffer', `${withoutImport}; return handler;`)(cf, Buffer);
      const headers = authorization === undefined ? {} : { authorization: { value: authorization } };
      const request = { method: 'POST', uri: '/charges', headers };
      expect(handler({ request })).toBe(request);
      return chosen;
    };
    const tokenOf = (claims: object): string =>
      `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

    it.each([
      ['eu-central-1', 'eu-central-1.api.example.com'],
      ['us-east-2', 'us-east-2.api.example.com'],
    ])('with a token of %s to %s', (region, host) => {
      const iss = `https://cognito-idp.${region}.amazonaws.com/${region}_Abc123`;
      expect(route(tokenOf({ iss }))).toBe(host);
    });

    it.each([
      ['no token', undefined],
      ['a text that is no token', 'Bearer nothing'],
      [
        'a token of a region without a stack',
        tokenOf({ iss: 'https://cognito-idp.ap-south-1.amazonaws.com/x' }),
      ],
      ['a token of nobody', tokenOf({})],
      ['a token with a claim that is no text', tokenOf({ iss: 7 })],
    ])('with %s to where everybody goes, which refuses what it must', (_, authorization) => {
      expect(route(authorization)).toBeUndefined();
    });
  });
});
