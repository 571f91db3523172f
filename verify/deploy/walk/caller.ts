import { type HttpReply, type Place, send } from '../http.ts';

/** Calls the API as one tenant. */
export interface Caller {
  readonly get: (path: string) => Promise<HttpReply>;
  readonly post: (path: string, key: string, body: object) => Promise<HttpReply>;
}

export const createCaller = (api: Place, token: string | undefined): Caller => {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    get: (path) => send(api, { method: 'GET', path, headers: authorization }),
    post: (path, key, body) =>
      send(api, {
        method: 'POST',
        path,
        headers: { ...authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  };
};

export const isReplayed = ({ headers }: HttpReply): boolean => headers['idempotent-replayed'] === 'true';

/** The `code` of a problem; what a gateway answers by itself has none. */
export const problemCode = ({ body }: HttpReply): string | undefined => {
  try {
    return JSON.parse(body).code;
  } catch {
    return undefined;
  }
};
