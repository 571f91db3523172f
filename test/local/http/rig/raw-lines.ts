import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends bytes as they are, for what no HTTP client would send, and reads until the server closes.
 *
 * @returns the status and the body of its answer
 */
export const sendBytes = async (url: string, bytes: Buffer): Promise<{ status: number; body: string }> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body };
};
