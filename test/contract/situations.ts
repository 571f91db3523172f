import { declined } from '../../functions/processor/stripe-declines.ts';
import { conflict, connectionLost } from '../rig/faulty-client.ts';
import type { Request } from '../rig/invoke.ts';
import { unknown } from '../rig/prepared-requests.ts';
import { CHARGE, charge, ORDER, order, SETTLE_AFTER_MS, type Service } from '../rig/service.ts';
import {
  anyCall,
  callWithBody,
  callWithKey,
  collection,
  type Make,
  newKey,
  type Situation,
  sent,
  twice,
  withFault,
} from './bringing-about.ts';
import { charged, failedCharge, noCharge, REFUND_SITUATIONS } from './refund-situations.ts';
import { WEBHOOK_SITUATIONS } from './webhook-situations.ts';

const whereProcessorSays =
  (
    outcome: Parameters<Service['processor']['onNextCharge']>[0],
    then: (request: Request) => Situation,
  ): Situation =>
  async (service) => {
    const request = charge(newKey());
    service.processor.onNextCharge(outcome);
    return then(request)(service);
  };

/** An order in every state that refuses something. */
const placed = async ({ call }: Service): Promise<string> => (await call(order(newKey()))).json.id;
const paid = async (service: Service): Promise<string> => {
  const orderId = await placed(service);
  await service.call(charge(newKey(), { ...CHARGE, amount: 2500, orderId }));
  return orderId;
};
const paying = async (service: Service): Promise<string> => {
  service.processor.onNextCharge(() => unknown);
  return paid(service);
};
const canceled = async (service: Service): Promise<string> => {
  const id = await placed(service);
  await service.call({ route: 'DELETE /orders/{id}', path: { id } });
  return id;
};
const nowhere = async (): Promise<string> => 'ord_none';

const chargeFor =
  (find: (service: Service) => Promise<string>, amount = 2500): Make =>
  async (service) =>
    charge(newKey(), { ...CHARGE, amount, orderId: await find(service) });

const about =
  (route: string, find: (service: Service) => Promise<string>, more: Partial<Request> = {}): Make =>
  async (service) => ({ route, path: { id: await find(service) }, ...more });

const newCharge: Make = async () => charge(newKey());
const newOrder: Make = async () => order(newKey());
const replace = (find: typeof placed, more: Partial<Request> = {}): Make =>
  about('PUT /orders/{id}', find, { body: { ...ORDER, metadata: { cart: '8' } }, ...more });
const cancel = (find: typeof placed, more: Partial<Request> = {}): Make =>
  about('DELETE /orders/{id}', find, more);
const STALE = { headers: { 'if-match': '"stale"' } };

/** For each operation, by route: ways to its successes, and one way to each of its problems, by code. */
export const SITUATIONS: Readonly<Record<string, Readonly<Record<string, Situation>>>> = {
  'POST /charges': {
    ...anyCall(newCharge),
    ...callWithBody(newCharge),
    ...callWithKey(newCharge, { ...CHARGE, amount: 1 }),
    charged: sent(chargeFor(placed)),
    'card-declined': whereProcessorSays(
      () => declined('insufficient_funds'),
      (request) => sent(async () => request),
    ),
    'replayed decline': whereProcessorSays(
      () => declined('insufficient_funds'),
      (request) => twice(async () => request),
    ),
    'outcome-unknown': whereProcessorSays(
      () => unknown,
      (request) => sent(async () => request),
    ),
    'request-in-progress': whereProcessorSays(
      () => unknown,
      (request) => twice(async () => request),
    ),
    'charge-abandoned': whereProcessorSays(
      () => unknown,
      (request) => async (service) => {
        await service.call(request);
        service.world.pass(SETTLE_AFTER_MS + 1);
        return service.call(request);
      },
    ),
    'not-found': sent(chargeFor(nowhere)),
    'order-payment-in-progress': sent(chargeFor(paying)),
    'order-already-paid': sent(chargeFor(paid)),
    'order-not-editable': sent(chargeFor(canceled)),
    'order-amount-mismatch': sent(chargeFor(placed, 9900)),
  },
  'GET /charges': collection('GET /charges', newCharge),
  'GET /charges/{id}': {
    ...anyCall(about('GET /charges/{id}', noCharge)),
    'not-found': sent(about('GET /charges/{id}', noCharge)),
    charge: sent(about('GET /charges/{id}', charged)),
    'failed charge': sent(about('GET /charges/{id}', failedCharge)),
  },
  ...REFUND_SITUATIONS,
  ...WEBHOOK_SITUATIONS,
  'POST /orders': {
    ...anyCall(newOrder),
    ...callWithBody(newOrder),
    ...callWithKey(newOrder, { ...ORDER, currency: 'eur' }),
    placed: sent(newOrder, { body: { ...ORDER, metadata: { cart: '7' } } }),
    'request-in-progress': withFault(newOrder, conflict()),
    'outcome-unknown': withFault(newOrder, connectionLost()),
  },
  'GET /orders': collection('GET /orders', newOrder),
  'GET /orders/{id}': {
    ...anyCall(about('GET /orders/{id}', nowhere)),
    'not-found': sent(about('GET /orders/{id}', nowhere)),
    placed: sent(about('GET /orders/{id}', placed)),
    paying: sent(about('GET /orders/{id}', paying)),
    paid: sent(about('GET /orders/{id}', paid)),
  },
  'PUT /orders/{id}': {
    ...anyCall(replace(placed)),
    ...callWithBody(replace(placed)),
    replaced: sent(replace(placed)),
    'not-found': sent(replace(nowhere)),
    'order-payment-in-progress': sent(replace(paying)),
    'order-already-paid': sent(replace(paid)),
    'order-not-editable': sent(replace(canceled)),
    'precondition-failed': sent(replace(placed, STALE)),
  },
  'DELETE /orders/{id}': {
    ...anyCall(cancel(placed)),
    canceled: sent(cancel(placed)),
    'not-found': sent(cancel(nowhere)),
    'order-payment-in-progress': sent(cancel(paying)),
    'order-already-paid': sent(cancel(paid)),
    'precondition-failed': sent(cancel(placed, STALE)),
  },
};
