import { connectionRefused, type Fault } from '../rig/faulty-client.ts';
import type { Request, Response } from '../rig/invoke.ts';
import { CHARGE, type Service } from '../rig/service.ts';

/** Brings about one answer. */
export type Situation = (service: Service) => Promise<Response>;
export type Make = (service: Service) => Promise<Request>;

let keys = 0;
export const newKey = (): string => {
  keys += 1;
  return `situation-${keys}`;
};

export const sent =
  (make: Make, change: Partial<Request> = {}): Situation =>
  async (service) =>
    service.call({ ...(await make(service)), ...change });

export const twice =
  (make: Make, change: Partial<Request> = {}): Situation =>
  async (service) => {
    const request = await make(service);
    await service.call(request);
    return service.call({ ...request, ...change });
  };

export const withFault =
  (make: Make, error: Error, fault: Partial<Fault> = {}): Situation =>
  async (service) => {
    const request = await make(service);
    service.client.inject({ at: 'before', error, times: 1_000, ...fault });
    const reply = await service.call(request);
    service.client.recover();
    return reply;
  };

const list =
  (route: string, query: Record<string, string> = {}): Make =>
  async () => ({ route, query });

/** What every call can answer, whatever it is about. */
export const anyCall = (make: Make) => ({
  'tenant-missing': sent(make, { claims: {} }),
  'internal-error': withFault(make, new Error('surprise')),
  unavailable: withFault(make, connectionRefused()),
});
export const callWithBody = (make: Make) => ({
  'malformed-json': sent(make, { body: '{"amount": 2500, "amount": 9900}' }),
  'validation-failed': sent(make, { body: { ...CHARGE, amount: 25.5, paymentMethod: '4242 4242' } }),
  'body-too-large': sent(make, { body: ' '.repeat(65_537) }),
  'unsupported-media-type': sent(make, { body: 'amount=1', headers: { 'content-type': 'text/plain' } }),
});
export const callWithKey = (make: Make, another: object) => ({
  'idempotency-key-missing': sent(async (service) => {
    const { key: _, ...request } = await make(service);
    return request;
  }),
  'idempotency-key-invalid': sent(make, { key: 'one,two' }),
  'idempotency-key-reused': twice(make, { body: another }),
  replay: twice(make),
});
export const collection = (route: string, create: Make) => ({
  ...anyCall(list(route)),
  empty: sent(list(route), { tenant: 'nobody' }),
  page: sent(list(route, { limit: '2' })),
  'of a key': sent(async (service) => {
    const request = await create(service);
    await service.call(request);
    return { route, query: { idempotencyKey: request.key ?? '' } };
  }),
  'validation-failed': sent(list(route, { limit: '0' })),
  'idempotency-key-invalid': sent(list(route, { idempotencyKey: 'one,two' })),
  'not-found': sent(list(route, { idempotencyKey: 'unused' })),
});
