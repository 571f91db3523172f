/** What `start.ts` has started and `stop.ts` has to end: Jest loads the two apart, in one process. */
export interface Running {
  stop(): Promise<void>;
}

const place = globalThis as typeof globalThis & { payonceRunning?: Running | undefined };

export const setRunning = (running: Running): void => {
  place.payonceRunning = running;
};

export const getRunning = (): Running | undefined => place.payonceRunning;
