import { describe, expect, it } from '@jest/globals';
import type { Stack } from '../../../local/template/cloud-assembly.ts';
import { readCors } from '../../../local/template/cors.ts';

const stackWith = (properties?: object): Stack =>
  ({
    name: 'Test',
    resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: properties } },
  }) as unknown as Stack;

describe('what the template says about pages of other origins', () => {
  it.each([[undefined], [{ Name: 'api' }]])('is nothing in %j', (properties) => {
    expect(readCors(stackWith(properties))).toBeUndefined();
  });

  it('is read as it stands, and what is left out is empty', () => {
    const AllowOrigins = ['https://shop.example.com'];
    expect(
      readCors(stackWith({ CorsConfiguration: { AllowOrigins, AllowMethods: ['GET'], MaxAge: 60 } })),
    ).toEqual({
      allowOrigins: AllowOrigins,
      allowMethods: ['GET'],
      allowHeaders: [],
      exposeHeaders: [],
      maxAgeS: 60,
    });
  });

  it.each(['*', 'https://*'])(
    'stops a local run where it allows %s, which that would answer otherwise',
    (origin) => {
      expect(() => readCors(stackWith({ CorsConfiguration: { AllowOrigins: [origin] } }))).toThrow(
        `Api allows the origins ${origin}; a local run knows exact origins only.`,
      );
    },
  );
});
