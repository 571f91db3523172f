import type { IncomingMessage } from 'node:http';

/** The limit of an HTTP API. */
const BODY_BYTES_MAX = 10 * 1024 * 1024;

/**
 * Reads a request's body whole; `undefined` as soon as it is larger than API Gateway takes. The rest is still read, and
 * dropped: a client that is cut off while it sends never sees the answer.
 *
 * @throws Error when the client leaves before it has sent everything
 */
export const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BODY_BYTES_MAX) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve(undefined);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
