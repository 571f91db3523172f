import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request: an answer, or one of the ways not to give one. */
export type Step =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | 'hang'
  | 'close'
  | 'break-off'
  | 'drip';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedStripe {
  readonly url: string;
  readonly received: readonly Received[];
  /** How many TCP connections were made. */
  readonly connections: () => number;
  close(): Promise<void>;
}

const play = (step: Step, response: ServerResponse): void => {
  switch (step) {
    case 'hang':
      return;
    case 'close':
      response.socket?.destroy();
      return;
    case 'break-off':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"id": "pi_1"', () => response.socket?.destroy());
      return;
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    default: {
      const body = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
      response.writeHead(step.status, { 'content-type': 'application/json', ...step.headers }).end(body);
    }
  }
};

/** Answers the nth request with the nth step, and closes the connection on any request beyond them. */
export const startScriptedStripe = async (...steps: readonly Step[]): Promise<ScriptedStripe> => {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const step = steps[received.length] ?? 'close';
    received.push({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
    });
    play(step, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** A PaymentIntent as far as anybody looks. */
export const intent = (status: string, more: object = {}) => ({
  status: 200,
  body: { id: 'pi_1', object: 'payment_intent', status, last_payment_error: null, ...more },
});

export const refusal = (status: number, error: object, headers: Record<string, string> = {}) => ({
  status,
  body: { error: { message: 'a message that quotes pm_card_visa and sk_test_secret', ...error } },
  headers,
});

export const REPLAYED = { 'idempotent-replayed': 'true' };
export const KEY_TAKEN = refusal(400, { type: 'idempotency_error' });

/** A refund as far as anybody looks. */
export const refundOf = (status: string, more: object = {}) => ({
  status: 200,
  body: { id: 're_stripe', object: 'refund', status, metadata: {}, ...more },
});

export const refundList = (data: readonly object[], has_more = false) => ({
  status: 200,
  body: { object: 'list', data, has_more, url: '/v1/refunds' },
});
