import { expectEqual } from '../expect.ts';
import { NotShown } from '../step.ts';
import { ALL, type TokenSource } from '../token/token-source.ts';
import { createCaller } from './caller.ts';
import { CARD, type Walk } from './walk.ts';

const charge = { amount: 100, currency: 'EUR', paymentMethod: CARD };

/** Changes one bit of the signature in the middle, where every bit counts. */
const forge = (token: string): string => {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return [head, claims, bytes.toString('base64url')].join('.');
};

export const walkWithoutToken = async ({ api }: Walk): Promise<string> => {
  const nobody = createCaller(api, undefined);
  expectEqual((await nobody.post('/charges', 'nobody-1', charge)).status, 401, 'a charge without a token');
  expectEqual((await nobody.get('/charges')).status, 401, 'a list without a token');
  expectEqual((await nobody.get('/openapi.json')).status, 200, 'the contract without a token');
  expectEqual((await nobody.get('/problems/card-declined')).status, 200, 'a problem page without a token');
  expectEqual((await nobody.get('/no-such-route')).status, 404, 'a route that is not there');
  return '401 on charges; the contract and a problem page are open; an unknown route is 404';
};

export const walkWithForgedToken = async ({ api }: Walk, tokens: TokenSource): Promise<string> => {
  const forged = createCaller(api, forge(await tokens.issue(ALL)));
  const { status } = await forged.post('/charges', 'forged-1', charge);
  if (status === 201)
    throw new NotShown('a token with a broken signature is taken: this endpoint checks none');
  expectEqual(status, 401, 'a charge with a broken signature');
  return '401 when a bit of the signature is wrong';
};

export const walkWithFewScopes = async ({ api }: Walk, tokens: TokenSource): Promise<string> => {
  const reader = createCaller(api, await tokens.issue(['charges:read']));
  expectEqual((await reader.get('/charges')).status, 200, 'a list with charges:read');
  const { status } = await reader.post('/charges', 'reader-1', charge);
  if (status === 201)
    throw new NotShown('a charge is made with charges:read: this endpoint checks no scopes');
  expectEqual(status, 403, 'a charge with charges:read');
  return '200 on the list, 403 on a charge';
};
