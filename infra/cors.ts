import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, type CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';

/** As long as Chromium believes an answer; Firefox would take a day. */
const MAX_AGE = Duration.hours(2);

/**
 * What pages of these origins may send and see. Tokens go in a header that the page sets itself: no cookie is needed, and
 * none is let through.
 */
export const corsPreflight = (allowedOrigins: readonly string[]): CorsPreflightOptions => ({
  allowOrigins: [...allowedOrigins],
  allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match'],
  // Without these a client in a browser could neither tell a replay nor know when to come back.
  exposeHeaders: ['etag', 'idempotent-replayed', 'location', 'retry-after'],
  maxAge: MAX_AGE,
});
