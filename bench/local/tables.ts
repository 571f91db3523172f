import { median } from '../method/percentiles.ts';
import type { Table, Target } from '../part.ts';
import type { Load, LocalResult, Starts } from './result.ts';

const loadRow = ({ request, connections, perSecond, p50Ms, p95Ms, errors }: Load) => [
  request,
  connections,
  perSecond,
  p50Ms,
  p95Ms,
  errors,
];

const startRow = ({ state, tookMs }: Starts) => [
  state,
  median(tookMs) / 1000,
  Math.min(...tookMs) / 1000,
  Math.max(...tookMs) / 1000,
  tookMs.length,
];

export const localTables = ({ loads, ceiling, starts }: LocalResult): Table[] => [
  {
    name: 'local-load',
    head: ['request to `npm start`', 'connections', 'answers per second', 'p50, ms', 'p95, ms', 'errors'],
    rows: [...loads, ...ceiling].map(loadRow),
  },
  {
    name: 'local-start',
    head: ['`npm start`', 'ready after, s (median)', 'fastest, s', 'slowest, s', 'starts'],
    rows: starts.map(startRow),
  },
];

export const localTargets = ({ loads, ceiling }: LocalResult): Target[] => [
  {
    what: 'answers of the local server that are errors, under load',
    measured: [...loads, ...ceiling].reduce((sum, { errors }) => sum + errors, 0),
    atMost: 0,
  },
];
