import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Hello, LocalEvent } from '../../../../local/events/event.ts';
import type { LocalPayonce } from '../../../../local/local-payonce.ts';
import { eventually } from './patience.ts';

/** A program that listens to `GET /local/events`. */
export interface EventListener {
  readonly hello: Hello;
  /** What it has heard, as it came. */
  readonly heard: LocalEvent[];
  /** Done when the server has ended the stream: not when it was cut off. */
  readonly ended: Promise<'ended' | 'cut off'>;
  /** Those of the kinds asked for, as soon as there are so many. */
  hears<Kind extends LocalEvent['kind']>(
    count: number,
    ...kinds: Kind[]
  ): Promise<Extract<LocalEvent, { kind: Kind }>[]>;
  leave(): void;
}

interface Message {
  readonly kind: string;
  readonly data: LocalEvent | Hello;
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html, as far as it is used. */
const toMessage = (block: string): Message | undefined => {
  const [, kind, data] = /^event: (\S+)\ndata: (.*)$/.exec(block) ?? [];
  return kind === undefined || data === undefined ? undefined : { kind, data: JSON.parse(data) };
};

/** Listens from when it resolves on. */
export const listenTo = async (
  { url }: Pick<LocalPayonce, 'url'>,
  tenant: string,
): Promise<EventListener> => {
  const { port } = new URL(url);
  const request = get({ host: '127.0.0.1', port, path: `/local/events?tenant=${tenant}`, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const heard: LocalEvent[] = [];
  let hello: Hello | undefined;

  const take = ({ kind, data }: Message): void => {
    if (kind === 'hello') hello = data as Hello;
    else if ('kind' in data && data.kind === kind) heard.push(data);
    else throw new Error(`an event is called ${kind} and is ${JSON.stringify(data)}`);
  };
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const message of blocks.map(toMessage)) if (message) take(message);
  });
  // What `complete` says as well.
  response.on('error', () => undefined);
  const ended = new Promise<'ended' | 'cut off'>((resolve) => {
    response.once('close', () => resolve(response.complete ? 'ended' : 'cut off'));
  });
  await eventually(() => hello !== undefined, 'the server says hello');

  return {
    hello: hello as unknown as Hello,
    heard,
    ended,
    hears: async (count, ...kinds) => {
      const wanted = () => heard.filter(({ kind }) => kinds.some((each) => each === kind));
      await eventually(() => wanted().length >= count, `${count} events are heard (${kinds})`);
      return wanted() as never;
    },
    leave: () => void response.destroy(),
  };
};
