import { setTimeout as passed } from 'node:timers/promises';
import type { Call, Client, Reply } from './client.ts';

/** `undefined`: the connection ended without one. */
export type MaybeReply = Reply | undefined;

/** What a client waits when nobody tells it how long. */
const BACKOFF_S = 1;

/** Five times what any lease here takes. */
const ROUNDS_MAX = 25;

export const attempt = (client: Client, call: Call): Promise<MaybeReply> =>
  client(call).catch(() => undefined);

/** Whether to send it once more, unchanged: as the problem says, and as a 5xx of API Gateway means. */
const asksAgain = (reply: MaybeReply): boolean => {
  if (reply === undefined) return true;
  const { retry } = reply.json ?? {};
  return retry === undefined ? reply.status >= 500 : retry === 'same-key';
};

const pauseS = (reply: MaybeReply): number => Number(reply?.headers['retry-after'] ?? BACKOFF_S);

/**
 * Repeats a request with its key as the replies tell it, and as late, until one is definitive.
 *
 * @param last the reply of the attempt before, if there was one
 * @returns every reply since then, the definitive one at the end
 */
export const insist = async (client: Client, call: Call, last?: { reply: MaybeReply }): Promise<Reply[]> => {
  const replies: Reply[] = [];
  let reply = last?.reply;
  let isFirst = last === undefined;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (!isFirst) await passed(pauseS(reply) * 1000);
    isFirst = false;
    reply = await attempt(client, call);
    if (reply !== undefined) replies.push(reply);
    if (reply !== undefined && !asksAgain(reply)) return replies;
  }
  throw new Error(`no definitive reply: ${replies.map(({ status }) => status)} ${reply?.text}`);
};

/** Waits until it is so; only a failure waits to the end. */
export const eventually = async (isSo: () => Promise<boolean> | boolean, what: string): Promise<void> => {
  const deadlineMs = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadlineMs) throw new Error(`It never came to this: ${what}`);
    await passed(10);
  }
};
