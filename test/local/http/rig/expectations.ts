import { expect } from '@jest/globals';
import type { Call, Client, Reply } from './client.ts';

/** What must be the same, byte by byte, in every definitive reply to one key. */
export const bytesOf = ({ status, text, headers }: Reply) => ({
  status,
  text,
  contentType: headers['content-type'],
  location: headers.location,
});

export const isReplay = ({ headers }: Reply): boolean => headers['idempotent-replayed'] === 'true';

/** Later requests, at once and of any number, are answered with these bytes, and are told that it is a replay. */
export const expectReplays = async (client: Client, call: Call, first: Reply): Promise<void> => {
  for (const reply of await Promise.all([client(call), client(call)])) {
    expect(bytesOf(reply)).toEqual(bytesOf(first));
    expect(isReplay(reply)).toBe(true);
  }
};

/** A problem of ours: status, code, and what it tells a client to do. */
export const expectProblem = (reply: Reply, status: number, code: string, retry: string): void => {
  expect([reply.status, reply.json?.code, reply.json?.retry]).toEqual([status, code, retry]);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  if (retry === 'same-key') expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1);
};
