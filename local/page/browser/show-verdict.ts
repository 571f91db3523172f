import { part, write } from './element.ts';
import { openLanes, type PageState } from './page-state.ts';
import { STORM_TAPS } from './storm.ts';
import { totalsInWords } from './totals.ts';

/** A sentence is said when the figures have stood still for so long: nobody listens to a stutter. */
const QUIET_MS = 600;

const sentenceOf = ({ storm, totals }: PageState): string =>
  storm.kind === 'over'
    ? `The storm is over: ${STORM_TAPS} taps on one mug. ${totalsInWords(totals)}`
    : totalsInWords(totals);

/** The closing line, and how far a storm has come. */
export const createVerdict = (): ((state: PageState) => void) => {
  const sentence = part('verdict');
  const gust = part('gust');
  const label = part('gust-label');
  const progress = gust.querySelector('progress') as HTMLProgressElement;
  let timer: number | undefined;
  let next = '';

  return (state) => {
    const { storm } = state;
    gust.hidden = storm.kind !== 'running';
    if (storm.kind === 'running') {
      progress.max = STORM_TAPS * openLanes(state).length;
      progress.value = storm.ends;
      write(label, `${STORM_TAPS} taps in each shop: ${storm.ends} of ${progress.max} have come to an end`);
    }
    const said =
      storm.kind === 'running' ? 'The storm is on. The sum comes when it is over.' : sentenceOf(state);
    if (said === next) return;
    next = said;
    clearTimeout(timer);
    timer = window.setTimeout(() => write(sentence, next), QUIET_MS);
  };
};
