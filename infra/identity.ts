import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';
import { MerchantPool } from './merchant-pool.ts';
import type { Settings } from './settings.ts';

/** Who vouches for a caller. */
export interface Identity {
  readonly authorizer: IHttpRouteAuthorizer;
  /** @default - tokens come from an issuer that is not ours */
  readonly pool?: MerchantPool;
}

/** A user pool of our own, or the issuer that the settings name. Both end as the same kind of authorizer. */
export function identity(scope: Construct, { issuer, stage, stackName }: Settings): Identity {
  if (issuer.kind === 'user-pool') {
    const pool = new MerchantPool(scope, 'Merchants', { stage, stackName, tenants: issuer.tenants });
    return { authorizer: pool.authorizer, pool };
  }
  return {
    authorizer: new HttpJwtAuthorizer('Jwt', issuer.jwtIssuer, { jwtAudience: [...issuer.jwtAudience] }),
  };
}
