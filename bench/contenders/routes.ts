import { type ChargeDependencies, createCharge } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { type StockLayer, stockCharge, stockOrder } from './stock.ts';
import { chargeWithoutKey, orderWithoutKey } from './without-key.ts';

/** Who answers: the project's handlers, the same job on the library's default layer, the same job without idempotency. */
export type Contender = 'ours' | 'stock' | 'without key';

/** As `functions/http/lambda.ts` has it: the SDK repeats for all but the layer that repeats by itself. */
export const MAX_ATTEMPTS: Readonly<Record<Contender, number>> = { ours: 1, stock: 3, 'without key': 3 };

export type Routes = Readonly<Record<'charge' | 'order', RouteHandler>>;

export const routesOf = (
  contender: Contender,
  dependencies: ChargeDependencies,
  layer: StockLayer,
): Routes => {
  const { settings } = dependencies;
  switch (contender) {
    case 'ours':
      return { charge: createCharge(dependencies), order: createOrder(dependencies, settings) };
    case 'stock':
      return { charge: stockCharge(dependencies, layer), order: stockOrder(dependencies, settings, layer) };
    case 'without key':
      return { charge: chargeWithoutKey(dependencies), order: orderWithoutKey(dependencies, settings) };
  }
};
