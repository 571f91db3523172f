import { randomUUID } from 'node:crypto';
import { createCharge } from '../../../functions/charges/create.ts';
import { getCharge } from '../../../functions/charges/get.ts';
import { listCharges } from '../../../functions/charges/list.ts';
import { createOrder } from '../../../functions/orders/create.ts';
import { recover } from '../../../functions/recovery/recover.ts';
import { CHARGE, ORDER } from '../../../scale/counting/requests.ts';
import { ask } from '../stage.ts';
import { storedKey } from './copies.ts';
import type { Stock } from './stock.ts';

const PAGE = '20';
const RUN_MS = 60_000;

/** Makes what is done on a stock, in round `n`. */
export interface Operation {
  readonly name: string;
  readonly on: (stock: Stock) => (n: number) => Promise<unknown>;
}

/** The copy that a round asks for: a small stock has fewer than there are rounds. */
const some = (n: number, { count }: Stock): number => n % count;

export const OPERATIONS: { readonly charges: readonly Operation[]; readonly orders: readonly Operation[] } = {
  charges: [
    {
      name: 'charge, first',
      on: ({ dependencies }) => {
        const handler = createCharge(dependencies);
        return () => ask(handler, { route: 'POST /charges', key: randomUUID(), body: CHARGE }, 201);
      },
    },
    {
      name: 'charge, repeated',
      on: (stock) => {
        const handler = createCharge(stock.dependencies);
        return (n) =>
          ask(handler, { route: 'POST /charges', key: storedKey(some(n, stock)), body: CHARGE }, 201);
      },
    },
    {
      name: 'charge, read by its id',
      on: (stock) => {
        const handler = getCharge(stock.dependencies, stock.dependencies.settings);
        return (n) => {
          const id = stock.ids[some(n, stock)] ?? '';
          return ask(handler, { route: 'GET /charges/{id}', path: { id } }, 200);
        };
      },
    },
    {
      name: `page of ${PAGE} charges`,
      on: ({ dependencies }) => {
        const handler = listCharges(dependencies, dependencies.settings);
        return () => ask(handler, { route: 'GET /charges', query: { limit: PAGE } }, 200);
      },
    },
    {
      name: 'run of the recovery, nothing due',
      on: ({ dependencies }) => {
        const run = recover(dependencies);
        return () => run({}, { awsRequestId: 'run', getRemainingTimeInMillis: () => RUN_MS });
      },
    },
  ],
  orders: [
    {
      name: 'order, first',
      on: ({ dependencies }) => {
        const handler = createOrder(dependencies, dependencies.settings);
        return () => ask(handler, { route: 'POST /orders', key: randomUUID(), body: ORDER }, 201);
      },
    },
    {
      name: 'order, repeated',
      on: (stock) => {
        const handler = createOrder(stock.dependencies, stock.dependencies.settings);
        return (n) =>
          ask(handler, { route: 'POST /orders', key: storedKey(some(n, stock)), body: ORDER }, 201);
      },
    },
  ],
};
