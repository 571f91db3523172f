import type { Bounds } from './search/step.ts';

export interface NamedBounds extends Bounds {
  readonly name: string;
}

const alone: NamedBounds = {
  name: 'two workers, one charge',
  workersMax: 2,
  withOrder: false,
  keys: ['a'],
  lastPhase: 2,
  lossesMax: 1,
};
const order: NamedBounds = {
  ...alone,
  name: 'two workers, two keys on one order',
  withOrder: true,
  keys: ['a', 'b'],
};

/** A second or two each: these are part of every test run. */
export const QUICK = { alone, order } as const;

const threeAlone: NamedBounds = { ...alone, name: 'three workers, one charge', workersMax: 3 };
const threeOrder: NamedBounds = { ...order, name: 'three workers, two keys on one order', workersMax: 3 };
/** Here an attempt that settles can stand still as well, and be taken over in its turn. */
const threeLonger: NamedBounds = { ...threeOrder, name: `${threeOrder.name}, a lease longer`, lastPhase: 3 };

/** Minutes. */
export const FULL = { threeAlone, threeOrder, threeLonger } as const;

const WORKERS = ['no', 'one', 'two', 'three'] as const;
const TIMES = ['young', 'its lease over', 'old', 'old and the next lease over'] as const;

/** What is tried within the bounds: every order of it, and of it every part. */
export const triedWithin = ({ workersMax, withOrder, keys, lastPhase, lossesMax }: Bounds): string =>
  `${WORKERS[workersMax]} workers, each of them a POST /charges with key ${keys.join(' or ')}` +
  `${withOrder ? ' for the same order, a DELETE /orders' : ' and no order'}, or a run of recovery; each stands still at ` +
  `any of its calls, for any time or for ever (a crash), and loses ${WORKERS[lossesMax]} of the database's answers; the ` +
  'processor accepts, declines, refuses before it begins, or does not answer, and then the request may arrive late; a ' +
  `charge is ${TIMES.slice(0, lastPhase + 1).join(', ')}, and at last a day old, when the processor has forgotten its key.`;

/** What no bounds reach. */
export const LEFT_OUT =
  'a fourth worker; a second lost answer of one worker; PUT /orders, refunds and receipts; another request under the ' +
  'same key; contention and throttling in the database; clocks that differ.';
