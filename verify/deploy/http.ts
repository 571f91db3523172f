import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';

/** Longer than API Gateway takes to give up on a function. */
const TIMEOUT_MS = 40_000;

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * A server, and the name under which it is asked. They differ for an emulator: it serves `<api>.execute-api.…` at its
 * own address, where no name server leads.
 */
export interface Place {
  readonly address: URL;
  readonly host: string;
}

/** Sends a request once, to this place. @throws Error when there is no answer */
export const send = (
  { address, host }: Place,
  { method, path, headers = {}, body }: HttpRequest,
): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const hostname = address.hostname.replaceAll(/[[\]]/g, '');
    const options = {
      hostname,
      port: address.port,
      method,
      path,
      headers: { ...headers, host, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      // The certificate is the one of the address: the name in `host` is another.
      servername: isIP(hostname) === 0 ? hostname : '',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    const sent = (address.protocol === 'https:' ? requestTls : requestPlain)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
