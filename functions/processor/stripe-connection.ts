import * as http from 'node:http';
import * as https from 'node:https';
import type Stripe from 'stripe';

/** Far above any PaymentIntent page (100 intents of about 3 kB); a body beyond it is no answer of Stripe's. */
const RESPONSE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * A frozen function thaws with sockets that the other side closed long ago, and a request written to one is lost with
 * an unknown outcome. A new connection costs two round trips, so idle ones are dropped well before a server would.
 */
const SOCKET_IDLE_MS = 10_000;

/** The connection was never made: not a byte of the request can have left. */
export const NOT_CONNECTED = 'PAYONCE_NOT_CONNECTED';
/** Anything may have happened to the request. Not one of the codes after which the SDK sends again by itself. */
export const NO_ANSWER = 'PAYONCE_NO_ANSWER';

const connectionError = (code: string, reason: string): Error => Object.assign(new Error(reason), { code });

interface RawAnswer {
  readonly statusCode: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const send = (
  secure: boolean,
  options: http.RequestOptions,
  body: string,
  timeoutMs: number,
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    let isConnected = false;
    const request = (secure ? https : http).request(options);
    const fail = (reason: string): void => {
      clearTimeout(timer);
      request.destroy();
      reject(connectionError(isConnected ? NO_ANSWER : NOT_CONNECTED, reason));
    };
    // A deadline, not an idle time-out: a server that sends a byte a second must not hold a charge for ever.
    const timer = setTimeout(() => fail('no answer in time'), timeoutMs);

    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (isConnected = true));
      else isConnected = true;
    });
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'connection failed'));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > RESPONSE_BYTES_MAX) fail('the answer is too large');
        else chunks.push(chunk);
      });
      response.on('error', () => fail('the answer broke off'));
      response.on('close', () => {
        if (!response.complete) return fail('the answer broke off');
        clearTimeout(timer);
        const { statusCode = 0, headers } = response;
        resolve({ statusCode, headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.end(body);
  });

const dropIdleSockets = (agent: http.Agent): void => {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
};

/**
 * How the SDK reaches Stripe: one keep-alive agent, one attempt per call, and an error that says whether the request
 * can have left. The SDK's own client sends once more when a connection is closed, whatever `maxNetworkRetries` says; if
 * that second attempt then cannot connect, a request that did arrive would look as if it had never been sent.
 */
export const connectToStripe = (secure: boolean): Stripe.HttpClient => {
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  let lastUsedMs = 0;

  return {
    getClientName: () => 'node',
    makeRequest: async (host, port, path, method, headers, requestData, _protocol, timeoutMs) => {
      if (performance.now() - lastUsedMs > SOCKET_IDLE_MS) dropIdleSockets(agent);
      const options = { host, port, path, method, headers: headers as http.OutgoingHttpHeaders, agent };
      const answer = await send(secure, options, requestData, timeoutMs);
      lastUsedMs = performance.now();

      return {
        getStatusCode: () => answer.statusCode,
        getHeaders: () => answer.headers as Record<string, string>,
        getRawResponse: () => ({ statusCode: answer.statusCode, headers: answer.headers }),
        toStream: () => {
          throw new Error('the answer was read whole');
        },
        toJSON: async () => JSON.parse(answer.body),
      };
    },
  };
};
