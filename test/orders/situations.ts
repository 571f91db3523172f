import type { Response } from '../rig/invoke.ts';
import { CHARGE, charge, order, type Service } from '../rig/service.ts';

let orders = 0;

/** Brings orders into each of their states, and sends the calls that change one. */
export const orderSituations = ({ call, processor, world }: Service) => {
  const place = async (): Promise<string> => {
    orders += 1;
    return (await call(order(`order-${orders}`))).json.id;
  };
  const pay = (id: string, amount = 2500): Promise<Response> =>
    call(charge(`pay-${id}`, { ...CHARGE, amount, orderId: id }));

  return {
    place,
    pay,
    placePaying: async (): Promise<string> => {
      const id = await place();
      processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
      await pay(id);
      return id;
    },
    placePaid: async (): Promise<string> => {
      const id = await place();
      await pay(id);
      return id;
    },
    read: (id: string): Promise<Response> => call({ route: 'GET /orders/{id}', path: { id } }),
    /** A second passes first, so that a write that should not be shows in `updatedAt`. */
    put: (id: string, body: unknown, ifMatch?: string): Promise<Response> => {
      world.pass(1_000);
      const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
      return call({ route: 'PUT /orders/{id}', path: { id }, body, headers });
    },
    cancel: (id: string, ifMatch?: string): Promise<Response> => {
      world.pass(1_000);
      const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch };
      return call({ route: 'DELETE /orders/{id}', path: { id }, headers });
    },
  };
};
