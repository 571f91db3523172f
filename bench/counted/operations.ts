import type { Request } from '../../scale/counting/event.ts';
import { CHARGE, charge, keyOf, order } from '../../scale/counting/requests.ts';
import type { Job } from './contenders.ts';
import { ask, type Stage } from './stage.ts';

/** Brings the stage to where `act` does the one thing that is counted. */
export interface Operation {
  readonly name: string;
  /** Whether it is about a request that was sent before. */
  readonly isRepeat: boolean;
  readonly prepare: (stage: Stage) => Promise<() => Promise<unknown>>;
}

const first = (name: string, job: Job, prepare: (stage: Stage) => Promise<Request> | Request): Operation => ({
  name,
  isRepeat: false,
  prepare: async (stage) => {
    const request = await prepare(stage);
    return () => ask(stage.jobs[job], request, 201);
  },
});

/** The request once more, after its answer. */
const again = (
  name: string,
  job: Job,
  request: Request,
  repeated: Request = request,
  status = 201,
): Operation => ({
  name,
  isRepeat: true,
  prepare: async ({ jobs }) => {
    await ask(jobs[job], request, 201);
    return () => ask(jobs[job], repeated, status);
  },
});

/** The request once more, while the first attempt has its claim and no answer. */
const meanwhile = (name: string, status: number, before: (stage: Stage) => void): Operation => ({
  name,
  isRepeat: true,
  prepare: async (stage) => {
    await stage.startStuck(charge(name));
    before(stage);
    return () => ask(stage.jobs.charge, charge(name), status);
  },
});

export const FIRST_CHARGE = 'first charge';
export const FIRST_ORDER = 'first order';
export const CHARGE_REPLAYED = 'replay of a charge';
export const ORDER_REPLAYED = 'replay of an order';

export const OPERATIONS: readonly Operation[] = [
  first(FIRST_CHARGE, 'charge', () => charge(FIRST_CHARGE)),
  first(FIRST_ORDER, 'order', () => order(FIRST_ORDER)),
  first('charge of an order', 'orderPayment', async ({ jobs }) => {
    const { id, total } = await ask(jobs.order, order('to be paid'), 201);
    return charge('of an order', { ...CHARGE, amount: total, orderId: id });
  }),
  first('refund', 'refund', async ({ jobs }) => {
    const { id } = await ask(jobs.charge, charge('refunded'), 201);
    return { route: 'POST /charges/{id}/refunds', path: { id }, key: keyOf('refund'), body: {} };
  }),
  meanwhile('takeover', 201, (stage) => stage.leaseEnds()),
  again(CHARGE_REPLAYED, 'charge', charge(CHARGE_REPLAYED)),
  again(ORDER_REPLAYED, 'order', order(ORDER_REPLAYED)),
  meanwhile('conflict', 409, () => undefined),
  again('mismatch', 'charge', charge('mismatch'), charge('mismatch', { ...CHARGE, amount: 9900 }), 422),
];
