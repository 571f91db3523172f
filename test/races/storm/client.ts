import { setTimeout as passed } from 'node:timers/promises';
import { type Call, type Client, type Reply, send } from '../../local/http/rig/client.ts';
import type { Notebook } from './notebook.ts';
import type { Server } from './server.ts';

/** Twice what API Gateway ever takes: an answer that is not there by then has been lost. */
const LOST_AFTER_MS = 60_000;

/** API Gateway's limits are per second. */
const SLOWED_DOWN_MS = 1_000;

/** Only then is it certain that nobody got the request. */
const isRefused = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';

const orLost = async (reply: Promise<Reply>): Promise<Reply> => {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), LOST_AFTER_MS);
  });
  try {
    return await Promise.race([reply, lost]);
  } finally {
    clearTimeout(timer);
  }
};

/** Sends to the server as soon as there is one. Fails when the connection ends without an answer. */
export const reach = async (server: Pick<Server, 'url' | 'untilUp'>, call: Call): Promise<Reply> => {
  for (;;) {
    await server.untilUp();
    try {
      return await orLost(send(server.url, call));
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    await passed(50);
  }
};

/** A tenant's program: gets a new token when its own is refused, as after a restart, and slows down when it is told to. */
export const openClient = (
  server: Pick<Server, 'url' | 'untilUp'>,
  tenant: string,
  { send: noteSent, hear }: Notebook,
): Client => {
  let token: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> =>
    (await reach(server, { path: `/local/token?tenant=${tenant}` })).json.token;

  const sendWith = async (bearer: string, call: Call): Promise<Reply> => {
    const authorization = `Bearer ${bearer}`;
    noteSent({ tenant, call });
    const reply = await reach(server, { ...call, headers: { authorization, ...call.headers } }).catch(
      (error: unknown) => {
        hear({ tenant, call }, undefined);
        throw error;
      },
    );
    hear({ tenant, call }, reply);
    return reply;
  };

  return async (call) => {
    for (;;) {
      token ??= fetchToken();
      const used = token;
      const forget = (): void => {
        if (token === used) token = undefined;
      };
      used.catch(forget);
      const reply = await sendWith(await used, call);
      if (reply.status === 429) await passed(SLOWED_DOWN_MS);
      else if (reply.status === 401) forget();
      else return reply;
    }
  };
};
