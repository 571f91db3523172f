import type { Hello, LocalEvent } from '../../events/event.ts';

/** A closed stream, one that was answered with an error, does not come back by itself as a broken one does. */
const REOPEN_MS = 1_500;

const KINDS = ['request', 'fault', 'answer', 'record', 'money'] as const;

interface Follower {
  readonly onHello: (hello: Hello) => void;
  readonly onEvent: (event: LocalEvent) => void;
  readonly onLost: () => void;
}

/** Follows what the server says about one checkout, over restarts of the server, until it is told to stop. */
export const followEvents = (checkoutId: string, { onHello, onEvent, onLost }: Follower): (() => void) => {
  let source: EventSource | undefined;
  let timer: number | undefined;

  const open = (): void => {
    source = new EventSource(`/local/events?tenant=${checkoutId}`);
    source.addEventListener('hello', ({ data }) => onHello(JSON.parse(data)));
    for (const kind of KINDS)
      source.addEventListener(kind, ({ data }) => onEvent({ ...JSON.parse(data), kind } as LocalEvent));
    source.onerror = () => {
      onLost();
      if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, REOPEN_MS);
    };
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
};
