import type { RefundOutcome } from '../../functions/processor/processor.ts';
import { declined } from '../../functions/processor/stripe-declines.ts';
import { charge, SETTLE_AFTER_MS, type Service } from '../rig/service.ts';
import {
  anyCall,
  callWithBody,
  callWithKey,
  type Make,
  newKey,
  type Situation,
  sent,
  twice,
} from './bringing-about.ts';

export const noCharge = async (): Promise<string> => 'ch_none';

/** A charge that can be refunded, and refunds of it. */
export const charged = async ({ call }: Service): Promise<string> => (await call(charge(newKey()))).json.id;
export const failedCharge = async (service: Service): Promise<string> => {
  service.processor.onNextCharge(() => declined('expired_card'));
  return (await service.call(charge(newKey()))).json.chargeId;
};
const refund =
  (body: unknown = {}, find = charged): Make =>
  async (service) => ({
    route: 'POST /charges/{id}/refunds',
    path: { id: await find(service) },
    key: newKey(),
    body,
  });
const whereRefund =
  (outcome: RefundOutcome, then: (make: Make) => Situation): Situation =>
  async (service) => {
    const request = await refund()(service);
    service.processor.onNextRefund(() => outcome);
    return then(async () => request)(service);
  };
const refunds =
  (query: Record<string, string> = {}, find = charged): Make =>
  async (service) => ({ route: 'GET /charges/{id}/refunds', path: { id: await find(service) }, query });
const noAnswer: RefundOutcome = { kind: 'unknown', reason: 'time-out' };
const refunded = async ({ call }: Service, id: string): Promise<string> =>
  (await call({ route: 'POST /charges/{id}/refunds', path: { id }, key: newKey(), body: { amount: 1 } })).json
    .id;
const readRefund: Make = async () => ({
  route: 'GET /charges/{id}/refunds/{refundId}',
  path: { id: 'ch_none', refundId: 're_none' },
});

/** As in `situations.ts`, for refunds. */
export const REFUND_SITUATIONS: Readonly<Record<string, Readonly<Record<string, Situation>>>> = {
  'POST /charges/{id}/refunds': {
    ...anyCall(refund()),
    ...callWithBody(refund()),
    ...callWithKey(refund(), { amount: 1 }),
    refunded: sent(refund({ amount: 1, reason: 'duplicate' })),
    'outcome-unknown': whereRefund(noAnswer, sent),
    'request-in-progress': whereRefund(noAnswer, twice),
    'not-found': sent(refund({}, noCharge)),
    'charge-not-refundable': sent(refund({}, failedCharge)),
    'refund-exceeds-charge': async (service) => {
      const id = await charged(service);
      const ofIt = (amount: number) => refund({ amount }, async () => id);
      await service.call(await ofIt(4749)(service));
      return service.call(await ofIt(9900)(service));
    },
    'refund-failed': whereRefund(
      { kind: 'refused', code: 'charge-disputed', message: 'The payment is disputed.', isFinal: true },
      sent,
    ),
    'refund-abandoned': whereRefund({ kind: 'not-started', reason: 'refused' }, (make) => async (service) => {
      await service.call(await make(service));
      service.world.pass(SETTLE_AFTER_MS + 1);
      return service.call(await make(service));
    }),
  },
  'GET /charges/{id}/refunds': {
    ...anyCall(refunds({}, noCharge)),
    'not-found': sent(refunds({}, noCharge)),
    'validation-failed': sent(refunds({ limit: '0' })),
    'idempotency-key-invalid': sent(refunds({ idempotencyKey: 'one,two' })),
    page: async (service) => {
      const id = await charged(service);
      await refunded(service, id);
      return service.call({ route: 'GET /charges/{id}/refunds', path: { id } });
    },
    'of a key': async (service) => {
      const request = await refund()(service);
      await service.call(request);
      const query = { idempotencyKey: request.key ?? '' };
      return service.call({ route: 'GET /charges/{id}/refunds', path: request.path ?? {}, query });
    },
  },
  'GET /charges/{id}/refunds/{refundId}': {
    ...anyCall(readRefund),
    'not-found': sent(readRefund),
    refund: async (service) => {
      const id = await charged(service);
      const path = { id, refundId: await refunded(service, id) };
      return service.call({ route: 'GET /charges/{id}/refunds/{refundId}', path });
    },
  },
};
