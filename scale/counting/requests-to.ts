import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const CHANNEL = 'http.client.request.start';

/** Counts the requests that this process sends to an address, whoever sends them. */
export const requestsTo = (url: string) => {
  const { host } = new URL(url);
  let sent: string[] = [];
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') === host) sent.push(`${request.method} ${request.path.split('?')[0]}`);
  };
  subscribe(CHANNEL, onRequest);
  return {
    /** Those since the last time. */
    take: (): string[] => {
      const requests = sent;
      sent = [];
      return requests;
    },
    stop: (): void => {
      unsubscribe(CHANNEL, onRequest);
    },
  };
};
