import type { Call, Reply } from '../../local/http/rig/client.ts';

/** A request of a tenant's, whichever copy or repeat of it. */
export interface Request {
  readonly tenant: string;
  readonly call: Call;
}

export interface Said extends Request {
  readonly reply: Reply;
  /** In the calm after the storm, when every key is asked for once more. */
  readonly isLate: boolean;
}

/** Final: it is stored, and every later reply must be the same. */
export const isStored = ({ status, json }: Reply): boolean =>
  status === 201 || status === 402 || json?.code === 'charge-abandoned';

/** What must not change from one reply to the next. */
export const bytesOf = ({ status, headers, text }: Reply): string =>
  [status, headers['content-type'], headers.location, text].join(' ');

const nameOf = ({ status, json }: Reply): string =>
  json?.code === undefined ? `${status}` : `${status} ${json.code}`;

/** Everything that clients sent and were told; it outlives the server, as a client's own memory does. */
export interface Notebook {
  readonly said: readonly Said[];
  /** Each request with a key or a changing method, once. */
  readonly requests: () => readonly Request[];
  readonly sent: () => number;
  /** How often which status and code came. */
  readonly counts: ReadonlyMap<string, number>;
  readonly send: (request: Request) => void;
  readonly hear: (request: Request, reply: Reply | undefined) => void;
  /** From now on what is said is late. */
  readonly turnLate: () => void;
}

/** API Gateway's own: the request did not get any further, and its client sends it again at once. */
const isTurnedAway = ({ status }: Reply): boolean => status === 401 || status === 429;

/** @param onHeard told how many replies there were, at each */
export const openNotebook = (onHeard: (heard: number) => void): Notebook => {
  const said: Said[] = [];
  const requests = new Map<string, Request>();
  const counts = new Map<string, number>();
  let sent = 0;
  let isLate = false;
  return {
    said,
    requests: () => [...requests.values()],
    sent: () => sent,
    counts,
    send: (request) => {
      const { tenant, call } = request;
      requests.set(JSON.stringify([tenant, call.method, call.path, call.key, call.body]), request);
      sent += 1;
    },
    hear: (request, reply) => {
      const name = reply === undefined ? 'no reply' : nameOf(reply);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (reply === undefined || isTurnedAway(reply)) return;
      said.push({ ...request, reply, isLate });
      onHeard(said.length);
    },
    turnLate: () => {
      isLate = true;
    },
  };
};
