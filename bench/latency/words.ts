import type { Contender } from '../contenders/routes.ts';
import type { Entrant, Setting } from './result.ts';

export const CONTENDER_WORDS: Readonly<Record<Contender, string>> = {
  ours: 'Payonce',
  stock: 'the default layer',
  'without key': 'no idempotency',
};

/** `a charge, replayed` */
export const inWords = ({ job, situation }: Pick<Entrant, 'job' | 'situation'>): string =>
  ({
    first: `${job === 'order' ? 'an' : 'a'} ${job}, first`,
    replay: `${job === 'order' ? 'an' : 'a'} ${job}, replayed`,
    conflict: `${job === 'order' ? 'an' : 'a'} ${job}, while the first is in progress`,
  })[situation];

/** `5 ms, 8 at a time` */
export const settingInWords = ({ networkMs, concurrent }: Setting): string =>
  `${networkMs} ms, ${concurrent} at a time`;
