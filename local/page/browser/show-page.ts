import type { Lane } from '../../events/event.ts';
import { element, part, withCode, write } from './element.ts';
import { noticesOf } from './notices.ts';
import { LANES } from './page-events.ts';
import { openLanes, type PageState } from './page-state.ts';
import { createRecord } from './show-record.ts';
import { createRows } from './show-rows.ts';
import { createScore } from './show-score.ts';
import { createVerdict } from './show-verdict.ts';
import { laneInWords } from './waiting.ts';

const createLane = (lane: Lane): ((state: PageState, nowMs: number) => void) => {
  const root = part(`lane-${lane}`);
  const now = part('now', root);
  const showScore = createScore(lane);
  const showRows = createRows(part('rows', root));
  return (state, nowMs) => {
    const isClosed = !openLanes(state).includes(lane);
    showScore(state.totals[lane]);
    write(now, isClosed ? 'This lane stands still.' : laneInWords(state.lanes[lane], nowMs));
    now.dataset.busy = String(state.lanes[lane].underWay > 0);
    showRows(state.lanes[lane]);
  };
};

const createNotices = (): ((state: PageState) => void) => {
  const list = part('notices');
  let shown = '';
  return (state) => {
    const notices = noticesOf(state);
    if (notices.join() === shown) return;
    shown = notices.join();
    list.replaceChildren(...notices.map((notice) => element('p', 'notice', ...withCode(notice))));
  };
};

/** Shows a state: the page is a function of it and of the time. */
export const createPage = (): ((state: PageState) => void) => {
  const showLanes = LANES.map(createLane);
  const showNotices = createNotices();
  const showRecord = createRecord();
  const showVerdict = createVerdict();
  const checkoutId = part('checkout-id');
  const storm = part('storm');

  return (state) => {
    const nowMs = Date.now();
    for (const showLane of showLanes) showLane(state, nowMs);
    showNotices(state);
    showRecord(state, nowMs);
    showVerdict(state);
    write(checkoutId, state.checkoutId.replace('checkout-', ''));
    write(storm, state.storm.kind === 'running' ? 'Stop the storm' : 'Run the storm');
  };
};
