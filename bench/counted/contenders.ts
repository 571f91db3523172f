import { type ChargeDependencies, createCharge } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { createRefund } from '../../functions/refunds/create.ts';
import { lowLevelClient } from '../../test/simulation/stock/low-level-client.ts';
import { orderPaymentWithoutKey, stockOrderPayment } from '../contenders/order-payment.ts';
import { withOutbox } from '../contenders/outbox.ts';
import type { OwnTables } from '../contenders/own-tables.ts';
import { refundWithoutKey, stockRefund } from '../contenders/refund.ts';
import { type StockLayer, stockCharge, stockOrder } from '../contenders/stock.ts';
import { chargeWithoutKey, orderWithoutKey } from '../contenders/without-key.ts';

export type Job = 'charge' | 'order' | 'orderPayment' | 'refund';
export type Jobs = Readonly<Record<Job, RouteHandler>>;

export const OURS = 'Payonce';
export const STOCK = 'default layer';
export const STOCK_WITH_EVENT = 'default layer, event put after';
export const STOCK_WITH_OUTBOX = 'default layer, event in a transaction';
export const WITHOUT_KEY = 'no idempotency';

export interface Contender {
  readonly name: string;
  /** Whether a repeated request is known as one. Without a key it is simply another. */
  readonly knowsRepeats: boolean;
  readonly jobs: (dependencies: ChargeDependencies, tables: OwnTables) => Jobs;
}

const stockJobs = (dependencies: ChargeDependencies, layer: StockLayer): Jobs => ({
  charge: stockCharge(dependencies, layer),
  order: stockOrder(dependencies, dependencies.settings, layer),
  orderPayment: stockOrderPayment(dependencies, layer),
  refund: stockRefund(dependencies, layer),
});

const layerOn = ({ documentClient }: ChargeDependencies, { idempotency }: OwnTables): StockLayer => ({
  idempotencyTable: idempotency,
  client: lowLevelClient(documentClient),
});

/** The default layer where others must be told of what was done, and its own table is nobody else's business. */
const stockThatTells = (name: string, isAtomic: boolean): Contender => ({
  name,
  knowsRepeats: true,
  jobs: (dependencies, tables) => {
    const { documentClient, world } = dependencies;
    const outbox = { ...world, outboxTable: tables.outbox, isAtomic };
    const telling = { ...dependencies, documentClient: withOutbox(documentClient, outbox) };
    return stockJobs(telling, layerOn(dependencies, tables));
  },
});

export const CONTENDERS: readonly Contender[] = [
  {
    name: OURS,
    knowsRepeats: true,
    jobs: (dependencies) => ({
      charge: createCharge(dependencies),
      order: createOrder(dependencies, dependencies.settings),
      orderPayment: createCharge(dependencies),
      refund: createRefund(dependencies),
    }),
  },
  {
    name: STOCK,
    knowsRepeats: true,
    jobs: (dependencies, tables) => stockJobs(dependencies, layerOn(dependencies, tables)),
  },
  stockThatTells(STOCK_WITH_EVENT, false),
  stockThatTells(STOCK_WITH_OUTBOX, true),
  {
    name: WITHOUT_KEY,
    knowsRepeats: false,
    jobs: (dependencies) => ({
      charge: chargeWithoutKey(dependencies),
      order: orderWithoutKey(dependencies, dependencies.settings),
      orderPayment: orderPaymentWithoutKey(dependencies),
      refund: refundWithoutKey(dependencies),
    }),
  },
];
