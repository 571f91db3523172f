import type { ServerResponse } from 'node:http';
import type { Serve } from '../gateway/gateway.ts';
import type { Hello, LocalEvent, RecordEvent } from './event.ts';
import type { Timeline } from './timeline.ts';

/** Well below what any proxy or browser takes for a dead connection. */
const COMMENT_EVERY_MS = 15_000;
/** Thousands of events: who is so far behind is cut off, and a browser comes back by itself. */
const BEHIND_BYTES_MAX = 1024 * 1024;

/** Its connection is for nothing else: a server that stops need not wait for it to be idle. */
const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' };

export interface EventStreams {
  /** Server-sent events about one tenant: its records as they are, and what happens from now on. */
  serve(tenant: string, ...exchange: Parameters<Serve>): Promise<void>;
  /** Ends all that are open: the server waits for them otherwise. */
  close(): Promise<void>;
}

export interface EventStreamsOptions {
  readonly timeline: Timeline;
  readonly hello: () => Hello;
  /** A tenant's records as they are: whoever comes in the middle sees where things stand. */
  readonly present: (tenant: string) => Promise<readonly RecordEvent[]>;
  /** @default 15 seconds */
  readonly commentEveryMs?: number;
}

/** Whether it says more than what stands there: a change may be heard after the record that it has led to was read. */
const isNews = (event: LocalEvent, standing: readonly RecordEvent[]): boolean => {
  const known = event.kind === 'record' && standing.find(({ chargeId }) => chargeId === event.chargeId);
  if (!known) return true;
  return event.atMs >= known.atMs && (event.state !== known.state || event.owner !== known.owner);
};

export const createEventStreams = ({
  timeline,
  hello,
  present,
  commentEveryMs = COMMENT_EVERY_MS,
}: EventStreamsOptions): EventStreams => {
  const open = new Set<ServerResponse>();

  const write = (response: ServerResponse, text: string): void => {
    if (response.destroyed || response.writableEnded) return;
    if (response.writableLength > BEHIND_BYTES_MAX) response.destroy();
    else response.write(text);
  };
  const writeEvent = (response: ServerResponse, kind: string, told: LocalEvent | Hello): void =>
    write(response, `event: ${kind}\ndata: ${JSON.stringify(told)}\n\n`);

  return {
    serve: async (tenant, _, response) => {
      open.add(response);
      const left = new Promise((resolve) => response.once('close', resolve));
      const early: LocalEvent[] = [];
      let hear = (event: LocalEvent): void => void early.push(event);
      const stopListening = await timeline.listen(tenant, (event) => hear(event));
      const standing = await present(tenant);
      const comments = setInterval(() => write(response, ':\n\n'), commentEveryMs);
      if (!response.destroyed && !response.writableEnded) {
        response.writeHead(200, HEADERS);
        writeEvent(response, 'hello', hello());
        for (const record of standing) writeEvent(response, record.kind, record);
        hear = (event) => {
          if (isNews(event, standing)) writeEvent(response, event.kind, event);
        };
        for (const event of early) hear(event);
      }
      await left;
      clearInterval(comments);
      stopListening();
      open.delete(response);
    },
    close: async () => {
      for (const response of open) response.end();
      await timeline.close();
    },
  };
};
