import type { BodySeries } from '../result.ts';
import type { Sizes } from '../sizes.ts';
import { chargeOfBytes, orderOfBytes, orderOfDigits, orderOfItems } from './bodies.ts';

export type Job = 'order' | 'charge';

/** Bodies that differ in one thing. */
export interface Series extends Pick<BodySeries, 'name' | 'sizeIs'> {
  readonly job: Job;
  readonly sizes: readonly number[];
  readonly bodyOf: (size: number) => unknown;
}

export const seriesOf = (sizes: Sizes): readonly Series[] => [
  {
    name: 'order, items and metadata',
    job: 'order',
    sizeIs: 'bytes',
    sizes: sizes.orderBytes,
    bodyOf: orderOfBytes,
  },
  {
    name: 'order, all texts digits',
    job: 'order',
    sizeIs: 'bytes',
    sizes: sizes.digitBytes,
    bodyOf: orderOfDigits,
  },
  {
    name: 'charge, metadata',
    job: 'charge',
    sizeIs: 'bytes',
    sizes: sizes.chargeBytes,
    bodyOf: chargeOfBytes,
  },
  { name: 'order, its items', job: 'order', sizeIs: 'items', sizes: sizes.items, bodyOf: orderOfItems },
];
