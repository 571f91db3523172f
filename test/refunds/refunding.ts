import type { RefundOutcome } from '../../functions/processor/processor.ts';
import type { Request } from '../rig/invoke.ts';
import { CHARGE, charge, type Service } from '../rig/service.ts';

export const noAnswer: RefundOutcome = { kind: 'unknown', reason: 'time-out' };
export const notStarted: RefundOutcome = { kind: 'not-started', reason: 'refused' };
export const refusedBy = (isFinal: boolean): RefundOutcome => ({
  kind: 'refused',
  code: 'charge-disputed',
  message: 'The payment is disputed.',
  isFinal,
});

/** A charge of 4999 that has succeeded. */
export const charged = async ({ call }: Service, key = 'c'): Promise<string> =>
  (await call(charge(key, CHARGE))).json.id;

export const refund = (chargeId: string, key: string, body: unknown = {}): Request => ({
  route: 'POST /charges/{id}/refunds',
  path: { id: chargeId },
  key,
  body,
});

export const chargeNow = async ({ call }: Service, id: string) =>
  (await call({ route: 'GET /charges/{id}', path: { id } })).json;

export const refundsNow = async ({ call }: Service, id: string) =>
  (await call({ route: 'GET /charges/{id}/refunds', path: { id } })).json.data;

/** What has gone back, by the processor's own books. */
export const returned = ({ processor }: Service): number =>
  processor.refunds.reduce((sum, { amount }) => sum + amount, 0);
