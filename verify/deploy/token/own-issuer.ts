import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { IssuerTls } from '../options.ts';
import { scopeClaim, type TokenSource } from './token-source.ts';

const AUDIENCE = 'payonce-verify';

export interface OwnIssuer extends TokenSource {
  /** What the deployment must be told to trust it. */
  readonly context: readonly string[];
  readonly close: () => void;
}

/**
 * An issuer that is not ours as far as the stack is concerned, on 127.0.0.1: what `jwtIssuer` is for. Over TLS, because
 * the stack takes no other, with a certificate for `localhost` that the emulator must trust.
 */
export const startOwnIssuer = async ({ certFile, keyFile }: IssuerTls): Promise<OwnIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keyId = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const pages = new Map<string | undefined, object>([['/keys', { keys: [jwk] }]]);

  const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  const server = createServer(tls, ({ url }, response) => {
    const page = pages.get(url);
    response
      .writeHead(page ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(page ?? {}));
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const issuer = `https://localhost:${port}`;
  pages.set('/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/keys` });

  return {
    name: 'an issuer of our own, by jwtIssuer',
    context: ['-c', `jwtIssuer=${issuer}`, '-c', `jwtAudience=${AUDIENCE}`],
    issue: (scopes) =>
      new SignJWT({ scope: scopeClaim(scopes), client_id: AUDIENCE })
        .setProtectedHeader({ alg: 'RS256', kid: keyId })
        .setIssuer(issuer)
        .setSubject('verify')
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
