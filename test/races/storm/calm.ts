import type { Client } from '../../local/http/rig/client.ts';
import { type Books, readBooks, readLedger, seenByOthers } from './books.ts';
import { reach } from './client.ts';
import type { Deaths } from './deaths.ts';
import { incidentsIn } from './figures.ts';
import type { Notebook } from './notebook.ts';
import { type ReceiptWatch, receiptViolations } from './receipts.ts';
import { recoverAll } from './recoveries.ts';
import { repeatAll } from './repeats.ts';
import type { Server } from './server.ts';
import { moneyMovedBetween, violationsOf } from './violations.ts';

export interface CalmOptions {
  readonly server: Server;
  readonly deaths: Deaths;
  readonly receipts: Pick<ReceiptWatch, 'look' | 'seen'>;
  readonly notebook: Notebook;
  readonly clients: ReadonlyMap<string, Client>;
  /** Whether the server is killed once more: what the processor is slow about does not survive that. */
  readonly isKilledForTheCalm: boolean;
  readonly shoppers: number;
  readonly say: (line: string) => void;
}

interface Calm {
  readonly violations: readonly string[];
  readonly books: Books;
  /** Charges that the recovery has ended. */
  readonly recovered: number;
}

/** When nothing happens any more: lets the recovery end what is open, asks for every key once more, and reads all there is. */
export const lookBack = async (options: CalmOptions): Promise<Calm> => {
  const { server, deaths, receipts, notebook, clients, isKilledForTheCalm, shoppers, say } = options;
  say('the calm begins');
  if (isKilledForTheCalm) await deaths.kill(server.database());
  await reach(server, { method: 'DELETE', path: '/local/faults' });

  const before = await readLedger(server);
  const recovered = await recoverAll(server, clients);
  const after = await readLedger(server);

  say('every key is asked for once more');
  await repeatAll(clients, notebook, shoppers);
  await deaths.untilBuried();

  await receipts.look();
  const books = await readBooks(server, clients);
  const violations = [
    ...violationsOf({ ...books, said: notebook.said }),
    ...(isKilledForTheCalm ? moneyMovedBetween(before, after) : []),
    ...deaths.survivors.map((survivor) => `the function ${survivor} went on without its server`),
    ...(await seenByOthers(clients, books)),
    ...receiptViolations({ ...books, ...receipts.seen(), incidents: incidentsIn(server.logFile) }),
  ];
  return { violations, books, recovered };
};
