import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Moment = 'before-it-is-carried-out' | 'before-it-is-answered';

/** Lets a held call go on; done when its caller has its answer. */
export type LetGo = () => Promise<void>;

interface Hold {
  readonly moment: Moment;
  /** Told by what went over the wire. */
  readonly isIt: (body: string) => boolean;
  readonly arrived: (letGo: LetGo) => void;
}

/** Stands between the functions and the engine, and stops one call at a time at a known point. */
export interface HeldDynamoDb {
  readonly url: string;
  /** Waits for the next such call, which then waits to be let go. */
  hold(moment: Moment, isIt: Hold['isIt']): Promise<LetGo>;
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

  const stopAt = async (moment: Moment, body: string, answered: Promise<void>): Promise<void> => {
    const hold = [...holds].find((each) => each.moment === moment && each.isIt(body));
    if (hold === undefined) return;
    holds.delete(hold);
    await new Promise<void>((goOn) =>
      hold.arrived(() => {
        goOn();
        return answered;
      }),
    );
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answered = once(response, 'close').then(() => undefined);
    const body = await readAll(incoming);
    const text = body.toString('utf8');
    await stopAt('before-it-is-carried-out', text, answered);
    const answer = await passOn(engine, incoming, body);
    const bytes = Buffer.from(await answer.arrayBuffer());
    await stopAt('before-it-is-answered', text, answered);
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
