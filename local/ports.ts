import { createServer } from 'node:net';

/**
 * Finds a port of 127.0.0.1 that nobody listens on. Someone else may take it before the caller does: a child that
 * finds it taken must be started anew with another.
 */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No port')),
      );
    });
  });
