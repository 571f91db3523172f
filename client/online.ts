import { until } from './within.ts';

/** What a browser has. Elsewhere nobody says whether there is a network: then it is tried. */
interface Surroundings {
  readonly navigator?: { readonly onLine?: boolean };
  addEventListener?(type: 'online', listener: () => void): void;
  removeEventListener?(type: 'online', listener: () => void): void;
}

const surroundings = globalThis as Surroundings;

export const isOffline = (): boolean => surroundings.navigator?.onLine === false;

export const untilOnline = (signal: AbortSignal): Promise<void> =>
  until(signal, (resolve) => {
    const online = () => resolve();
    surroundings.addEventListener?.('online', online);
    return () => surroundings.removeEventListener?.('online', online);
  });
