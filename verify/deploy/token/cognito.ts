import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../clients.ts';
import { type Deployment, physicalId } from '../deployment.ts';
import { type Place, send } from '../http.ts';
import type { Target } from '../options.ts';
import { until } from '../patience.ts';
import { scopeClaim, type TokenSource } from './token-source.ts';

/** A new domain of a user pool is known to all name servers after a minute or so. */
const WITHIN_MS = 180_000;

/** Tokens as a merchant gets them: client credentials against the token endpoint of the stack's own user pool. */
export const cognitoTokens = (clients: Clients, target: Target, deployment: Deployment): TokenSource => ({
  name: 'Cognito, client credentials',
  issue: async (scopes) => {
    const clientId = physicalId(deployment, 'AWS::Cognito::UserPoolClient');
    const poolId = physicalId(deployment, 'AWS::Cognito::UserPool');
    const { UserPoolClient: client } = await clients.cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
    );
    const endpoint = new URL(deployment.outputs.TokenEndpoint ?? '');
    const place: Place = {
      address: target.kind === 'emulator' ? target.endpoint : endpoint,
      host: endpoint.host,
    };
    const credentials = Buffer.from(`${clientId}:${client?.ClientSecret}`).toString('base64');
    const request = {
      method: 'POST',
      path: endpoint.pathname,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopeClaim(scopes) }).toString(),
    };

    const reply = await until(
      'an answer of the token endpoint',
      { withinMs: WITHIN_MS, everyMs: 3_000 },
      () =>
        send(place, request).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOTFOUND') return undefined;
          throw error;
        }),
    );
    // The body of anything else may quote what was sent.
    if (reply.status !== 200) throw new Error(`The token endpoint answers ${reply.status}.`);
    return JSON.parse(reply.body).access_token as string;
  },
});
