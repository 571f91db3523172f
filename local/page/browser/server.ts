import type { Lane } from '../../events/event.ts';
import { type ArmedFault, isArmed, type Trouble } from './faults.ts';
import type { LedgerEntry } from './totals.ts';

/** A sentence of the local server about what it does not do, or of this page where there is no server. */
export class ServerRefused extends Error {}

const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
  const answer = await fetch(path, { cache: 'no-store', ...init });
  if (answer.status === 204) return undefined;
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body;
  const said = (body as { message?: string } | undefined)?.message;
  throw new ServerRefused(said ?? `${path} answered ${answer.status}.`);
};

/** A server that is being started again is back in seconds. */
const ASK_AGAIN_MS = 1_000;

/**
 * Of the local issuer. In a deployment it is the shopper's own, by your identity provider. Waits for a server: whoever
 * asks has a deadline.
 */
export const readToken = async (tenant: string): Promise<string> => {
  for (;;) {
    try {
      const answer = await ask(`/local/token?tenant=${tenant}&scope=charges:read,charges:write`);
      return (answer as { token: string }).token;
    } catch (error) {
      if (error instanceof ServerRefused)
        throw new ServerRefused(`There is no token: ${error.message} Nothing was sent.`);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
};

/** The processor's own books of one checkout. */
export const readLedger = async (tenant: string): Promise<LedgerEntry[]> =>
  (await ask(`/local/processor?tenant=${tenant}`)) as LedgerEntry[];

const arm = (fault: ArmedFault, operation: string): Promise<unknown> =>
  ask('/local/faults', { method: 'POST', body: JSON.stringify({ fault, operation }) });

const OPERATIONS = { 'with-key': 'charges.create', 'without-key': 'local.charge-without-key' } as const;

/** Lets the same trouble meet the next request of each lane. */
export const armTrouble = async (trouble: Trouble, lanes: readonly Lane[]): Promise<void> => {
  if (isArmed(trouble)) await Promise.all(lanes.map((lane) => arm(trouble, OPERATIONS[lane])));
};

export const disarmTroubles = (): Promise<unknown> => ask('/local/faults', { method: 'DELETE' });
