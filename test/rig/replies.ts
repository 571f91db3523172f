import { expect } from '@jest/globals';
import type { Response } from './invoke.ts';

/** What must be the same, byte by byte, in every definitive reply to one key. */
export const bytesOf = ({ status, text, headers }: Response) => ({
  status,
  text,
  contentType: headers['content-type'],
  location: headers.location,
});

/** A later reply repeats the first one and says that it does. */
export const expectReplay = (reply: Response, first: Response): void => {
  expect(bytesOf(reply)).toEqual(bytesOf(first));
  expect(reply.headers['idempotent-replayed']).toBe('true');
};

/** A problem that is not stored: the client is told to ask again, and when. */
export const expectAskAgain = (reply: Response, status: number, code: string): void => {
  expect([reply.status, reply.json.code, reply.json.retry]).toEqual([status, code, 'same-key']);
  expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(reply.headers['idempotent-replayed']).toBeUndefined();
};
