import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** A client has this long to take an answer that is under way when the server stops. */
const FINISH_WITHIN_MS = 1_000;

/** What an HTTP API takes for the request line and all headers together, in bytes. */
const HEADER_BYTES_MAX = 10_240;

export interface Listening {
  readonly port: number;
  /** Takes no more requests, waits at most a second for those under way, then cuts them off. Twice is as good as once. */
  close(): Promise<void>;
}

const isCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes(String((error as NodeJS.ErrnoException).code));

const listenOn = async (serve: RequestListener, host: string, port: number): Promise<Server> => {
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX }, serve);
  server.listen(port, host);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (isCode(error, 'EADDRINUSE')) {
      throw new Error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`, { cause: error });
    }
    if (isCode(error, 'EACCES')) {
      throw new Error(`Port ${port} may not be used. Choose another: PORT=3000 npm start`, { cause: error });
    }
    throw error;
  }
};

/** `localhost` means either of two addresses, and clients differ in which they try: one may not exist here. */
const listenOnIpv6 = async (serve: RequestListener, port: number): Promise<Server[]> => {
  try {
    return [await listenOn(serve, '::1', port)];
  } catch (error) {
    if (isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) return [];
    throw error;
  }
};

const closeServer = async (server: Server): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(timer);
};

/**
 * Listens on this machine's own addresses only.
 *
 * @param port 0 takes any
 * @throws Error that says what to do when the port is taken
 */
export const listenLocally = async (serve: RequestListener, port: number): Promise<Listening> => {
  const first = await listenOn(serve, '127.0.0.1', port);
  const address = first.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  try {
    const servers = [first, ...(await listenOnIpv6(serve, actualPort))];
    return {
      port: actualPort,
      close: async () => {
        await Promise.all(servers.map(closeServer));
      },
    };
  } catch (error) {
    await closeServer(first);
    throw error;
  }
};

/** A port that is listened on before there is anything to serve. */
export interface TakenPort extends Listening {
  /** From now on calls are served, and those that have come meanwhile. */
  open(serve: RequestListener): void;
}

/**
 * As `listenLocally`, for a server that has to know its address before it can serve: a port that was only found to be
 * free may be somebody else's by then.
 *
 * @throws Error that says what to do when the port is taken
 */
export const takePort = async (port: number): Promise<TakenPort> => {
  let open: TakenPort['open'] = () => undefined;
  const opened = new Promise<RequestListener>((resolve) => {
    open = resolve;
  });
  const listening = await listenLocally((request, response) => {
    void opened.then((serve) => serve(request, response));
  }, port);
  return { ...listening, open };
};

/** @throws Error that says what to do when the port is taken: better now than after the slow part of a start */
export const checkPort = async (port: number): Promise<void> => {
  if (port !== 0) await (await listenLocally(() => undefined, port)).close();
};
