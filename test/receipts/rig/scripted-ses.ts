import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the mail service does with the next mail. */
export type SesAnswer =
  | { readonly status: number; readonly error: string }
  | 'hang-up-before-it-is-read'
  | 'accept';

/** A mail service that answers as it is told, at a real socket. */
export const startScriptedSes = async () => {
  const script: SesAnswer[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    asked += 1;
    const next = script.shift() ?? 'accept';
    if (next === 'hang-up-before-it-is-read') {
      request.socket.destroy();
      return;
    }
    request.resume();
    if (next === 'accept') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"m-1"}');
      return;
    }
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': next.error };
    response.writeHead(next.status, headers).end('{"message":"No."}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answer: (...answers: SesAnswer[]): void => {
      script.push(...answers);
    },
    /** How many times it was asked since the last time. */
    timesAsked: (): number => {
      const times = asked;
      asked = 0;
      return times;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
