import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LocalEvent, RecordEvent } from '../../../local/events/event.ts';
import { createEventStreams, type EventStreams } from '../../../local/events/event-stream.ts';
import type { Hear, Timeline } from '../../../local/events/timeline.ts';
import { eventually } from '../http/rig/patience.ts';

const HELLO = { nowMs: 1, functionTimeoutS: 25, settleAfterS: 300, processor: 'local Stripe' };
const EVENT: LocalEvent = {
  kind: 'money',
  lane: 'with-key',
  paymentId: 'pi',
  chargeId: 'ch_1',
  amount: 1,
  currency: 'EUR',
  status: 'succeeded',
  atMs: 1,
};

/** A charge's record as it stands, and the changes that led to it and away from it. */
const RECORD: RecordEvent = {
  kind: 'record',
  chargeId: 'ch_1',
  state: 'in-progress',
  attempt: 2,
  owner: 'second',
  leaseExpiresAtMs: 30_000,
  status: 'processing',
  response: null,
  atMs: 2_000,
};
const BEFORE: RecordEvent = { ...RECORD, attempt: 1, owner: 'first', atMs: 1_000 };
const AFTER: RecordEvent = { ...RECORD, state: 'completed', leaseExpiresAtMs: null, atMs: 2_000 };
const OTHER: RecordEvent = { ...BEFORE, chargeId: 'ch_2' };

let server: Server;
let streams: EventStreams;
let hearing: Set<Hear>;

const start = async (commentEveryMs?: number, listened = Promise.resolve()): Promise<void> => {
  hearing = new Set();
  const timeline: Timeline = {
    tell: () => undefined,
    listen: async (_, hear) => {
      hearing.add(hear);
      await listened;
      return () => hearing.delete(hear);
    },
    close: async () => undefined,
  };
  const hello = () => HELLO;
  const present = async () => [RECORD];
  streams = createEventStreams({
    timeline,
    hello,
    present,
    ...(commentEveryMs !== undefined && { commentEveryMs }),
  });
  server = createServer((incoming, response) => void streams.serve('acme', incoming, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
};
afterEach(async () => {
  await streams.close();
  server.closeAllConnections();
  server.close();
});

const connect = async (): Promise<IncomingMessage> => {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1' }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
};
const tell = (event: LocalEvent): void => {
  for (const hear of hearing) hear(event);
};

describe('a stream of events', () => {
  it('begins with hello and the records as they stand, and goes on with what is news', async () => {
    let letListen: () => void = () => undefined;
    await start(
      undefined,
      new Promise((resolve) => {
        letListen = resolve;
      }),
    );
    const connected = connect();
    await eventually(() => hearing.size === 1, 'somebody listens');
    tell(EVENT);
    for (const change of [BEFORE, RECORD, OTHER]) tell(change);
    letListen();
    const response = await connected;
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    tell(RECORD);
    tell(AFTER);
    await eventually(() => text.includes('completed'), 'the last one comes');
    const events = [EVENT, OTHER, AFTER].map(
      (event) => `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`,
    );
    expect(text).toBe(
      `event: hello\ndata: ${JSON.stringify(HELLO)}\n\nevent: record\ndata: ${JSON.stringify(RECORD)}\n\n${events.join('')}`,
    );
  });

  it('is kept open by comments', async () => {
    await start(5);
    const response = await connect();
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    await eventually(() => text.includes(':\n\n:\n\n'), 'two comments come');
  });

  it('is forgotten at once when its listener leaves', async () => {
    await start();
    const response = await connect();
    expect(hearing.size).toBe(1);
    response.destroy();
    await eventually(() => hearing.size === 0, 'nobody listens');
  });

  it('is cut off when its listener does not read', async () => {
    await start();
    const response = await connect();
    response.pause();
    response.once('error', () => undefined);
    const large = { ...EVENT, paymentId: 'x'.repeat(100_000) };
    await eventually(() => {
      tell(large);
      return hearing.size === 0;
    }, 'nobody listens');
  });

  it('is ended by the server, and not cut off, when the server stops', async () => {
    await start();
    const response = await connect();
    response.resume();
    const ended = once(response, 'end');
    await streams.close();
    await ended;
    await eventually(() => hearing.size === 0, 'nobody listens');
  });
});
