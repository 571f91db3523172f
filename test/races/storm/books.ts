import type { LedgerEntry } from '../../../local/stripe/index.ts';
import type { Client } from '../../local/http/rig/client.ts';
import { reach } from './client.ts';
import type { Server } from './server.ts';

/** A charge or an order, as its tenant reads it. */
// biome-ignore lint/suspicious/noExplicitAny: whatever is there is looked at.
export type Resource = Readonly<Record<string, any>> & { readonly tenant: string };

/** What can be read when all is over: the tenants' side, and the processor's own. */
export interface Books {
  readonly charges: readonly Resource[];
  readonly orders: readonly Resource[];
  readonly ledger: readonly LedgerEntry[];
}

const PAGE = 100;

const readTenant = async (
  client: Client,
  tenant: string,
  kind: 'charges' | 'orders',
): Promise<Resource[]> => {
  const resources: Resource[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from = cursor === '' ? '' : `&cursor=${cursor}`;
    const { status, json, text } = await client({ path: `/${kind}?limit=${PAGE}${from}` });
    if (status !== 200) throw new Error(`the ${kind} cannot be read: ${text}`);
    resources.push(...json.data.map((each: object) => ({ ...each, tenant })));
    cursor = json.nextCursor;
  }
  return resources;
};

/** Of all tenants, page by page. */
export const readAll = async (
  clients: ReadonlyMap<string, Client>,
  kind: 'charges' | 'orders',
): Promise<Resource[]> => {
  const each = [...clients].map(([tenant, client]) => readTenant(client, tenant, kind));
  return (await Promise.all(each)).flat();
};

export const readLedger = async (server: Server): Promise<LedgerEntry[]> =>
  (await reach(server, { path: '/local/processor' })).json;

export const readBooks = async (server: Server, clients: ReadonlyMap<string, Client>): Promise<Books> => ({
  charges: await readAll(clients, 'charges'),
  orders: await readAll(clients, 'orders'),
  ledger: await readLedger(server),
});

/** Reading takes a while: some tell enough. */
const LOOKED_AT = 20;

/** What one tenant can see of another's: it must be nothing. */
export const seenByOthers = async (
  clients: ReadonlyMap<string, Client>,
  { charges }: Pick<Books, 'charges'>,
): Promise<string[]> => {
  const seen: string[] = [];
  for (const { id, tenant } of charges.slice(0, LOOKED_AT))
    for (const [other, client] of clients) {
      if (other === tenant) continue;
      const { status } = await client({ path: `/charges/${id}` });
      if (status !== 404) seen.push(`${other} is answered ${status} about ${id} of ${tenant}`);
    }
  return seen;
};
