import { Aws, Duration, Fn, Validations } from 'aws-cdk-lib';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AccountRecovery,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { qualifiedScope, RESOURCE_SERVER, SCOPES } from './scopes.ts';
import type { Stage } from './stage.ts';

export interface MerchantPoolProps {
  readonly stage: Stage;
  readonly stackName: string;
  readonly tenants: readonly string[];
}

/**
 * One machine client per tenant and no users. A client's id is the tenant's identity, since keys, charges and orders
 * belong to it: rotating its secret changes nothing, deleting the client would orphan them all. So the prod stage keeps
 * also the client of a tenant that is no longer listed; the authorizer stops accepting it.
 */
export class MerchantPool extends Construct {
  readonly authorizer: HttpUserPoolAuthorizer;
  readonly userPoolId: string;
  /** Where a client gets its token. */
  readonly tokenEndpoint: string;
  readonly clientIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { stage, stackName, tenants }: MerchantPoolProps) {
    super(scope, id);

    const pool = new UserPool(this, 'Resource', {
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      deletionProtection: stage.isProtected,
      removalPolicy: stage.removalPolicy,
    });
    this.acknowledgeRules(pool);

    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${stackName}-${uniqueSuffix()}` },
    });
    const scopes = SCOPES.map(
      (scopeName) => new ResourceServerScope({ scopeName, scopeDescription: scopeName.replace(':', ' ') }),
    );
    const server = pool.addResourceServer('Scopes', { identifier: RESOURCE_SERVER, scopes });
    const clients = tenants.map((tenant): [string, UserPoolClient] => {
      const client = pool.addClient(`Tenant-${tenant}`, {
        userPoolClientName: tenant,
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: scopes.map((each) => OAuthScope.resourceServer(server, each)),
        },
        // Token requests are billed; an hour is what a leaked token may live.
        accessTokenValidity: Duration.hours(1),
      });
      client.applyRemovalPolicy(stage.removalPolicy);
      return [tenant, client];
    });

    this.authorizer = new HttpUserPoolAuthorizer('Jwt', pool, {
      userPoolClients: clients.map(([, client]) => client),
    });
    this.userPoolId = pool.userPoolId;
    this.tokenEndpoint = `${domain.baseUrl()}/oauth2/token`;
    this.clientIds = new Map(clients.map(([tenant, client]) => [tenant, client.userPoolClientId]));
  }

  private acknowledgeRules(pool: UserPool): void {
    const reason =
      'The pool has no users and lets nobody sign up: machine clients have secrets, not passwords.';
    Validations.of(pool).acknowledge(
      { id: 'AwsSolutions-COG1', reason },
      { id: 'AwsSolutions-COG2', reason },
      { id: 'AwsSolutions-COG8', reason },
    );
  }
}

/** The scopes of a token request, as the token endpoint wants them. */
export const ALL_SCOPES = SCOPES.map(qualifiedScope).join(' ');

/** Domain prefixes are shared by all accounts of a region: eight digits of the stack's own id make ours one of a kind. */
function uniqueSuffix(): string {
  const uuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.select(0, Fn.split('-', uuid));
}
