import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { type Desk, only, openDesk, SYNTH_MS, stackOf } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('waf', () => {
  let origin: Template;
  let edge: Template;
  beforeAll(async () => {
    const templates = await desk.synthesize('waf');
    origin = stackOf(templates, 'Payonce');
    edge = stackOf(templates, 'Edge');
  }, SYNTH_MS);

  it('leaves the API one door, which opens to a certificate alone', () => {
    expect(only(origin, 'AWS::ApiGatewayV2::Api').properties.DisableExecuteApiEndpoint).toBe(true);
    expect(only(origin, 'AWS::ApiGatewayV2::DomainName').properties.MutualTlsAuthentication).toEqual({
      TruststoreUri: 's3://EXAMPLE-TRUSTSTORE/ca.pem',
      TruststoreVersion: 'VERSION-OF-THE-OBJECT',
    });
  });

  it('gives CloudFront the certificate and the firewall', () => {
    const { DistributionConfig: config } = only(edge, 'AWS::CloudFront::Distribution').properties;
    expect(config.WebACLId).toEqual({ 'Fn::GetAtt': [only(edge, 'AWS::WAFv2::WebACL').id, 'Arn'] });
    expect(config.Origins).toHaveLength(1);
    expect(config.Origins[0].CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginMtlsConfig: { ClientCertificateArn: expect.stringContaining(':acm:us-east-1:') },
    });
    expect(only(edge, 'AWS::WAFv2::WebACL').properties.Scope).toBe('CLOUDFRONT');
  });

  it('stops no order for its size', () => {
    const [common] = only(edge, 'AWS::WAFv2::WebACL').properties.Rules.filter(
      ({ Name }: { Name: string }) => Name === 'AWSManagedRulesCommonRuleSet',
    );
    expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toContainEqual({
      Name: 'SizeRestrictions_BODY',
      ActionToUse: { Count: {} },
    });
  });
});
