import type { LaneView } from './lane.ts';
import type { PageState } from './page-state.ts';
import { problemInWords } from './problems.ts';
import { secondsLeft } from './record.ts';

/** A crash is over when its lease is; below this nobody needs to be told how to make it shorter. */
const LONG_LEASE_S = 6;

const taps = (count: number): string => (count === 1 ? 'One tap waits' : `${count} taps wait`);

/** What the customer sees in this lane's shop at this moment. */
export const laneInWords = (view: LaneView, nowMs: number): string => {
  const { underWay, waiting, lastEnd } = view;
  if (underWay > 0 && waiting !== null && waiting.untilMs > nowMs) {
    const why = problemInWords(waiting.because, null);
    if (waiting.because === 'offline') return `${taps(underWay)} for the network.`;
    return `${taps(underWay)}: ${why}. Again in ${secondsLeft(waiting.untilMs, nowMs)} s.`;
  }
  if (underWay > 0) return `${taps(underWay)} for an answer…`;
  if (lastEnd === 'paid') return 'The customer sees: “Paid. Thank you!”';
  if (lastEnd !== null) return 'The customer sees: “Something went wrong.”';
  return view.taps === 0 ? 'Waiting for the first tap.' : 'Nobody here knows what became of the last tap.';
};

/** While a dead function's lease runs: what everybody waits for. `null`: nobody does. */
export const leaseHint = ({ lanes, hello }: PageState, nowMs: number): string | null => {
  const { record, isOwnerDead } = lanes['with-key'];
  if (record?.state !== 'in-progress' || !isOwnerDead) return null;
  const left = secondsLeft(record.leaseExpiresAtMs, nowMs);
  if (left === 0) return null;
  const shorter =
    (hello?.functionTimeoutS ?? 0) > LONG_LEASE_S
      ? ' `FUNCTION_TIMEOUT_S=3 npm start` makes that five seconds.'
      : '';
  return `Everybody waits for the lease of a dead function: ${left} s.${shorter}`;
};
