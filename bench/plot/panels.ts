import { OURS, STOCK } from '../bundles/contenders.ts';
import type { Contender as Timed } from '../contenders/routes.ts';
import { figuresIn } from '../latency/ratios.ts';
import type { Entrant } from '../latency/result.ts';
import type { Results } from '../results.ts';

/** Whose bar it is: always the same colour. */
export type Side = 'none' | 'ours' | 'stock';

export interface Bar {
  readonly side: Side;
  readonly label: string;
  readonly value: number;
}

/** A few bars of one quantity; the shorter the better. */
export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

const LABELS: Readonly<Record<Side, string>> = {
  none: 'no idempotency',
  ours: 'Payonce',
  stock: "Powertools' default layer",
};

const TIMED: Readonly<Record<Side, Timed>> = { none: 'without key', ours: 'ours', stock: 'stock' };

/** A network between, one request at a time. */
const SETTING = { networkMs: 5, concurrent: 1 };

const bar = (side: Side, value: number, label = LABELS[side]): Bar => ({ side, label, value });

const times = ({ latency }: Results, title: string, entrant: Omit<Entrant, 'contender'>): Panel => {
  const p50Ms = (side: Side, situation = entrant.situation): number =>
    figuresIn(latency.figures, { ...entrant, situation, contender: TIMED[side] }, SETTING).p50Ms;
  const none =
    entrant.situation === 'first'
      ? bar('none', p50Ms('none'))
      : bar('none', p50Ms('none', 'first'), 'no idempotency: done again');
  return { title, unit: 'ms', bars: [none, bar('ours', p50Ms('ours')), bar('stock', p50Ms('stock'))] };
};

const starts = ({ bundles }: Results, title: string, operation: 'order' | 'charge'): Panel => {
  const answeredMs = (name: string): number =>
    bundles.starts.find((one) => one.operation === operation && one.contender === name)?.answeredMs ??
    Number.NaN;
  return {
    title,
    unit: 'ms',
    bars: [
      bar('ours', answeredMs(OURS)),
      bar('stock', answeredMs(STOCK), `${LABELS.stock}, NodejsFunction as it comes`),
    ],
  };
};

export const panelsOf = (results: Results): readonly Panel[] => [
  times(results, 'A first charge, p50', { job: 'charge', situation: 'first' }),
  times(results, 'A first order, p50', { job: 'order', situation: 'first' }),
  times(results, 'A charge, repeated, p50', { job: 'charge', situation: 'replay' }),
  times(results, 'An order, repeated, p50', { job: 'order', situation: 'replay' }),
  starts(results, 'A charge that starts a process', 'charge'),
  starts(results, 'An order that starts a process', 'order'),
];
