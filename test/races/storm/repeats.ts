import type { Client } from '../../local/http/rig/client.ts';
import { insist } from '../../local/http/rig/patience.ts';
import { inParallel } from './in-parallel.ts';
import type { Notebook, Request } from './notebook.ts';

const byKey = (requests: readonly Request[]): Request[][] => {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    const { tenant, call } = request;
    if (call.key === undefined) continue;
    const name = `${tenant} ${call.path} ${call.key}`;
    groups.set(name, [...(groups.get(name) ?? []), request]);
  }
  return [...groups.values()];
};

/**
 * Sends every request with a key once more, until its reply is final: there must be one, and the same as in the storm.
 * Where two requests share a key, both come twice, so that each also comes after the other.
 */
export const repeatAll = (
  clients: ReadonlyMap<string, Client>,
  notebook: Notebook,
  atOnce: number,
): Promise<void> => {
  notebook.turnLate();
  return inParallel(atOnce, byKey(notebook.requests()), async (group) => {
    const repeats = group.length > 1 ? [...group, ...group] : group;
    for (const { tenant, call } of repeats) {
      const client = clients.get(tenant);
      // That there was no final reply is found in the notebook.
      if (client !== undefined) await insist(client, call).catch(() => []);
    }
  });
};
