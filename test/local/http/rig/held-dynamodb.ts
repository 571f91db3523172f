import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call to DynamoDB, as it went over the wire. */
export interface StoreCall {
  /** `TransactWriteItems` */
  readonly operation: string;
  readonly body: string;
}

type Moment = 'before-it-is-carried-out' | 'before-it-is-answered';

interface Hold {
  readonly moment: Moment;
  readonly isIt: (call: StoreCall) => boolean;
  readonly arrived: (letGo: () => void) => void;
}

/** Stands between the functions and the engine, and stops one call at a time at a known point. */
export interface HeldDynamoDb {
  readonly url: string;
  /** Waits for the next such call; it goes on when the result is called. */
  hold(moment: Moment, isIt: Hold['isIt']): Promise<() => void>;
  close(): Promise<void>;
}

const readAll = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const NOT_PASSED_ON = ['host', 'connection', 'content-length', 'transfer-encoding'];

const passOn = (engine: string, incoming: IncomingMessage, body: Buffer): Promise<Response> => {
  const headers = Object.entries(incoming.headers).filter(([name]) => !NOT_PASSED_ON.includes(name));
  return fetch(engine, { method: 'POST', headers: headers.map(([name, value]) => [name, `${value}`]), body });
};

export const holdDynamoDb = async (engine: string): Promise<HeldDynamoDb> => {
  const holds = new Set<Hold>();

  const stopAt = async (moment: Moment, call: StoreCall): Promise<void> => {
    const hold = [...holds].find((each) => each.moment === moment && each.isIt(call));
    if (hold === undefined) return;
    holds.delete(hold);
    await new Promise<void>((letGo) => hold.arrived(letGo));
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const target = incoming.headers['x-amz-target'];
    const call = { operation: `${target}`.split('.')[1] ?? '', body: body.toString('utf8') };
    await stopAt('before-it-is-carried-out', call);
    const answer = await passOn(engine, incoming, body);
    const bytes = Buffer.from(await answer.arrayBuffer());
    await stopAt('before-it-is-answered', call);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(bytes);
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hold: (moment, isIt) => new Promise((arrived) => holds.add({ moment, isIt, arrived })),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
