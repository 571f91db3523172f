import { WRITES } from './faulty-client.ts';
import {
  after,
  alone,
  declinedForOrder,
  forOrder,
  notStarted,
  type Prepare,
  unknown,
  withProcessorDown,
} from './prepared-requests.ts';
import { LEASE_MS, order, SETTLE_AFTER_MS } from './service.ts';

/** One of the protocol's writes, the request that makes it, and what must come of it whatever happens to the write. */
export interface WriteStep {
  readonly name: string;
  /** Which write, as a fault finds it. */
  readonly write: { readonly command: string; readonly containing: string };
  readonly prepare: Prepare;
  /** The reply to that request when the write goes through. */
  readonly reply: readonly [status: number, code?: string];
  /** The reply that the key ends with. */
  readonly end: number;
  readonly effects: number;
  /** What becomes of the order that the charge is for, if it is for one. */
  readonly order?: 'paid' | 'placed';
  /** How often the request calls the processor. */
  readonly calls: number;
}

const put = (containing: string) => ({ command: 'PutCommand', containing });
const update = (containing: string) => ({ command: 'UpdateCommand', containing });
const transaction = (containing: string) => ({ command: 'TransactWriteCommand', containing });
const succeeds = { reply: [201], end: 201, effects: 1, calls: 1 } as const;
const isAbandoned = { reply: [409, 'charge-abandoned'], end: 409, effects: 0, calls: 1 } as const;

/** The writes that get the right to act. */
export const CLAIMS: readonly WriteStep[] = [
  { name: 'the claim', write: put(WRITES.claim), prepare: alone, ...succeeds },
  {
    name: 'the claim with its order',
    write: transaction(WRITES.claim),
    prepare: forOrder,
    order: 'paid',
    ...succeeds,
  },
  {
    name: 'the claim of a second execution',
    write: update(WRITES.claim),
    prepare: after(alone, notStarted, 0),
    ...succeeds,
  },
  {
    name: 'the claim of a second execution with its order',
    write: transaction(WRITES.claim),
    prepare: after(forOrder, notStarted, 0),
    order: 'paid',
    ...succeeds,
  },
];

/** The writes that get the right to go on with what somebody else began. */
export const TAKEOVERS: readonly WriteStep[] = [
  {
    name: 'the claim of a takeover',
    write: update(WRITES.claim),
    prepare: after(alone, unknown, LEASE_MS),
    ...succeeds,
  },
  {
    name: 'the claim of a takeover that has an order',
    write: update(WRITES.claim),
    prepare: after(forOrder, unknown, LEASE_MS),
    order: 'paid',
    ...succeeds,
  },
  {
    name: 'the claim of a settlement',
    write: update(WRITES.claim),
    prepare: after(forOrder, unknown, SETTLE_AFTER_MS),
    order: 'placed',
    ...isAbandoned,
  },
];

/** The writes that follow the processor's answer. */
export const ENDINGS: readonly WriteStep[] = [
  { name: 'the completion', write: update(WRITES.completion), prepare: alone, ...succeeds },
  {
    name: 'the completion with its order',
    write: transaction(WRITES.completion),
    prepare: forOrder,
    order: 'paid',
    ...succeeds,
  },
  {
    name: 'the completion of a decline with its order',
    write: transaction(WRITES.completion),
    prepare: declinedForOrder,
    reply: [402, 'card-declined'],
    end: 402,
    effects: 0,
    order: 'placed',
    calls: 1,
  },
  {
    name: 'the completion of a settlement with its order',
    write: transaction(WRITES.completion),
    prepare: after(forOrder, unknown, SETTLE_AFTER_MS),
    order: 'placed',
    ...isAbandoned,
  },
  {
    name: 'the release',
    write: update(WRITES.release),
    prepare: withProcessorDown(alone),
    ...succeeds,
    reply: [503, 'unavailable'],
  },
  {
    name: 'the release with its order',
    write: transaction(WRITES.release),
    prepare: withProcessorDown(forOrder),
    order: 'paid',
    ...succeeds,
    reply: [503, 'unavailable'],
  },
];

/** The writes that are claim and completion at once. */
export const SINGLE_WRITES: readonly WriteStep[] = [
  {
    name: 'the one write of an order',
    write: put(WRITES.completion),
    prepare: async () => order('k'),
    reply: [201],
    end: 201,
    effects: 0,
    calls: 0,
  },
  {
    name: 'the one write that abandons a released charge',
    write: update(WRITES.completion),
    prepare: after(alone, notStarted, SETTLE_AFTER_MS),
    ...isAbandoned,
    calls: 0,
  },
];
