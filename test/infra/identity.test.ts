import { describe, expect, it } from '@jest/globals';
import { resourcesOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const authorizersOf = (template: ReturnType<typeof synthesize>) =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer').map(({ properties }) => properties);

describe('with a user pool of our own', () => {
  const template = synthesize({ tenants: 'demo,acme' });
  const clients = resourcesOf(template, 'AWS::Cognito::UserPoolClient');

  it('every tenant has a machine client, and the authorizer knows each of them', () => {
    expect(clients.map(({ properties }) => properties.ClientName).sort()).toEqual(['acme', 'demo']);
    const audiences = authorizersOf(template).map(({ JwtConfiguration }) => JwtConfiguration.Audience);
    expect(audiences).toEqual([clients.map(({ id }) => ({ Ref: id }))]);
  });

  it('a client gets a token for its secret, and nothing else', () => {
    for (const { properties } of clients) {
      expect(properties).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] });
    }
  });

  it('a tenant keeps its identity when another one comes or goes', () => {
    const idOf = (from: ReturnType<typeof synthesize>) =>
      resourcesOf(from, 'AWS::Cognito::UserPoolClient').find(
        ({ properties }) => properties.ClientName === 'demo',
      )?.id;
    expect(idOf(synthesize({ tenants: ['other', 'demo'] }))).toBe(idOf(template));
  });

  it('nobody can sign up', () => {
    for (const { properties } of resourcesOf(template, 'AWS::Cognito::UserPool'))
      expect(properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  });

  it('the outputs hold the way to a token, and no secret', () => {
    const outputs = template.toJSON().Outputs;
    const command = JSON.stringify(outputs.TokenCommandDemo);
    expect(command).toContain('describe-user-pool-client');
    expect(command).toContain('payonce/charges:write');
    expect(JSON.stringify(outputs)).not.toMatch(/resolve:|\.ClientSecret"\]/);
  });
});

describe('with an issuer of somebody else', () => {
  const template = synthesize({ jwtIssuer: 'https://id.example.com/', jwtAudience: 'payonce-api' });

  it('its tokens are the ones that count', () => {
    expect(authorizersOf(template).map(({ JwtConfiguration }) => JwtConfiguration)).toEqual([
      { Issuer: 'https://id.example.com/', Audience: ['payonce-api'] },
    ]);
  });

  it('there is no user pool', () => {
    expect(resourcesOf(template, 'AWS::Cognito::UserPool')).toEqual([]);
    expect(Object.keys(template.toJSON().Outputs).filter((name) => name.startsWith('Token'))).toEqual([]);
  });
});
