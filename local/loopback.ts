import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something that functions call, on a port of its own on 127.0.0.1. It can be away, and comes back to the same port. */
export interface Loopback {
  /** @example 'http://127.0.0.1:40123' */
  readonly url: string;
  /** Cuts off whoever is connected: connections are refused until it comes back. Twice is as good as once. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export const startLoopback = async (
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Loopback> => {
  const server = createServer((request, response) => {
    // A client that leaves, or a server that goes away, while the request is read or running: nobody is there to be told.
    serve(request, response).catch(() => request.socket.destroy());
  });
  // Longer than any client keeps an idle socket, so that a request never meets one that is just being closed.
  server.keepAliveTimeout = 120_000;

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    goAway: async () => {
      if (!server.listening) return;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
    comeBack: async () => {
      if (!server.listening) await listen(port);
    },
  };
};
