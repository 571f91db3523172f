import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEMS, type ProblemCode } from '../../../functions/http/problem.ts';

/** What no API answers but what a network does, or an answer. */
export type Reply =
  | 'closed'
  | 'cut off'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReplyServer {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

export const CHARGED: Reply = { status: 201, body: '{"id":"ch_1"}' };

export const json = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const problemReply = (code: ProblemCode, headers: Readonly<Record<string, string>> = {}): Reply => {
  const { status, title, retry } = PROBLEMS[code];
  return json(
    status,
    { type: `/problems/${code}`, title, status, code, retry, detail: 'Why.', instance: '1' },
    headers,
  );
};

const give = (reply: Reply, response: ServerResponse): void => {
  if (reply === 'closed') response.destroy();
  else if (reply === 'cut off') {
    response.writeHead(201, { 'content-length': '100' });
    response.write('{"id":', () => response.destroy());
  } else response.writeHead(reply.status, reply.headers).end(reply.body);
};

/** Gives these replies in turn, whatever is asked; the last one for ever. */
export const replyServer = async (...replies: readonly Reply[]): Promise<ReplyServer> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    const reply = replies[Math.min(received.length, replies.length) - 1];
    if (reply !== undefined) give(reply, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
