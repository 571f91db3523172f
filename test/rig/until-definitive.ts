import type { Request, Response } from './invoke.ts';
import { LEASE_MS, type Service } from './service.ts';

/** Repeats a request as a client does, until its reply is a definitive one, or tells it to wait for another charge. */
export const untilDefinitive = async (service: Service, request: Request): Promise<Response> => {
  for (let round = 0; round < 6; round += 1) {
    const reply = await service.call(request);
    const { retry, code } = reply.json;
    if (retry !== 'same-key' || code === 'order-payment-in-progress') return reply;
    service.world.pass(LEASE_MS);
  }
  throw new Error('there is no definitive reply after six rounds');
};

/** The order that the request pays, as a client sees it. */
export const orderOf = async (service: Service, request: Request) => {
  const { orderId } = request.body as { orderId: string };
  return (await service.call({ route: 'GET /orders/{id}', path: { id: orderId } })).json;
};

/** How often the processor was called. */
export const callsOf = ({ processor }: Service): number =>
  processor.calls.charge.length + processor.calls.cancel.length;
