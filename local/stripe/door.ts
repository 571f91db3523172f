import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLoopback } from '../loopback.ts';
import type { Account, StripeAnswer, StripeRequest } from './account.ts';
import type { Door, StripeFault } from './local-stripe.ts';

/** Twenty times the largest request that we send. */
const BODY_BYTES_MAX = 64 * 1024;

/** `null` when it is larger than anybody needs. */
const readBody = async (incoming: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const toRequest = (incoming: IncomingMessage, body: string): StripeRequest => {
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
  const key = incoming.headers['idempotency-key'];
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: search,
    authorization: incoming.headers.authorization,
    idempotencyKey: Array.isArray(key) ? key[0] : key,
    body,
  };
};

const write = (response: ServerResponse, { idempotencyKey }: StripeRequest, answer: StripeAnswer): void => {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'request-id': `req_${randomBytes(7).toString('hex')}`,
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(answer.isReplay && { 'idempotent-replayed': 'true' }),
  });
  response.end(answer.body);
};

/** Opens a port of its own on 127.0.0.1. Faults are made here, at the socket: the account behind it is never broken. */
export const openDoor = async (account: Account): Promise<Door> => {
  let armed: StripeFault | undefined;

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    if (body === null) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const fault = armed;
    if (fault?.fault === 'crash-before-effect') {
      fault.kill();
      incoming.socket.destroy();
      return;
    }
    const request = toRequest(incoming, body);
    const whileRunning = async (): Promise<void> => {
      // Goes on when its client has died, as Stripe does; and keeps nobody from ending.
      if (fault?.fault === 'slow-processor') await sleep(fault.ms, undefined, { ref: false });
    };
    const reply = await account.serve(request, whileRunning);
    if (fault?.fault === 'crash-after-effect') {
      fault.kill();
      incoming.socket.destroy();
    } else if (fault?.fault !== 'processor-timeout') {
      write(response, request, reply);
    }
  };

  const { url, goAway, comeBack } = await startLoopback(answer);
  return {
    url,
    arm: async (fault) => {
      armed = fault;
      await (fault?.fault === 'processor-down' ? goAway() : comeBack());
    },
    close: goAway,
  };
};
