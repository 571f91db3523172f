import type { ChargeOutcome } from '../../functions/processor/processor.ts';
import type { Request } from './invoke.ts';
import { CHARGE, charge, order, type Service } from './service.ts';

export const unknown: ChargeOutcome = { kind: 'unknown', reason: 'time-out' };
export const notStarted: ChargeOutcome = { kind: 'not-started', reason: 'refused' };

/** Brings a service to the point where the returned request does what is to be tested. */
export type Prepare = (service: Service) => Promise<Request>;

export const alone = async (): Promise<Request> => charge('k');

export const forOrder = async (service: Service): Promise<Request> => {
  const { json } = await service.call(order('o'));
  return charge('k', { ...CHARGE, amount: json.total, orderId: json.id });
};

export const declinedForOrder = async (service: Service): Promise<Request> => {
  const request = await forOrder(service);
  return { ...request, body: { ...(request.body as object), paymentMethod: 'pm_card_chargeDeclined' } };
};

/** The request has been made before, the processor answered this, and time has passed. */
export const after =
  (prepare: Prepare, outcome: ChargeOutcome, laterMs: number): Prepare =>
  async (service) => {
    const request = await prepare(service);
    service.processor.onNextCharge(() => outcome);
    await service.call(request);
    service.world.pass(laterMs);
    return request;
  };

export const withProcessorDown =
  (prepare: Prepare): Prepare =>
  async (service) => {
    const request = await prepare(service);
    service.processor.onNextCharge(() => notStarted);
    return request;
  };
