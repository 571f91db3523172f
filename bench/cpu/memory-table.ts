import { median } from '../method/percentiles.ts';
import type { Table } from '../part.ts';
import type { CpuResult, Held } from './result.ts';

const NONE = '–';
const MB = 1024 * 1024;

const cellsOf = (held: Held | null): readonly (string | number)[] =>
  held === null ? [NONE, NONE] : [median(held.rss) / MB, median(held.heapUsed) / MB];

export const memoryTable = ({ memory, requestsServed }: CpuResult): Table => ({
  name: 'cpu-memory',
  head: [
    'process of',
    'RSS, loaded (MiB)',
    'heap in use, loaded (MiB)',
    `RSS after ${requestsServed} requests (MiB)`,
    `heap in use after ${requestsServed} requests (MiB)`,
  ],
  rows: memory.map(({ name, loaded, served }) => [name, ...cellsOf(loaded), ...cellsOf(served)]),
});
