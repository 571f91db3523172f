import { resourcesOfType, type Stack, UnreadableTemplate } from './cloud-assembly.ts';
import type { Cors } from './model.ts';

interface ApiProperties {
  readonly CorsConfiguration?: {
    readonly AllowOrigins?: readonly string[];
    readonly AllowMethods?: readonly string[];
    readonly AllowHeaders?: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAge?: number;
  };
}

/** What pages of other origins may do with the API. */
export const readCors = (stack: Stack): Cors | undefined => {
  const [api] = resourcesOfType<ApiProperties | undefined>(stack, 'AWS::ApiGatewayV2::Api');
  const [logicalId, properties] = api ?? [];
  const given = properties?.CorsConfiguration;
  if (given === undefined) return undefined;

  const { AllowOrigins: allowOrigins = [] } = given;
  const pattern = allowOrigins.find((origin) => origin.includes('*'));
  if (pattern !== undefined) {
    throw new UnreadableTemplate(
      `${logicalId} allows the origins ${pattern}; a local run knows exact origins only.`,
    );
  }
  return {
    allowOrigins,
    allowMethods: given.AllowMethods ?? [],
    allowHeaders: given.AllowHeaders ?? [],
    exposeHeaders: given.ExposeHeaders ?? [],
    maxAgeS: given.MaxAge,
  };
};
