import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, only, openDesk, SYNTH_MS, stackOf } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('custom-domain', () => {
  it(
    'maps the domain to the API, which is reached in no other way',
    async () => {
      const template = stackOf(await desk.synthesize('custom-domain'), 'Payonce');
      const api = only(template, 'AWS::ApiGatewayV2::Api');
      expect(api.properties.DisableExecuteApiEndpoint).toBe(true);
      template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', {
        ApiId: { Ref: api.id },
        Stage: only(template, 'AWS::ApiGatewayV2::Stage').properties.StageName,
        DomainName: { Ref: only(template, 'AWS::ApiGatewayV2::DomainName').id },
      });
      template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'api.example.com.', Type: 'A' });
    },
    SYNTH_MS,
  );
});
