import type { AnswerEvent, RecordEvent } from '../../events/event.ts';
import type { End, LaneEvent } from './page-events.ts';
import { type RecordChange, recordChange } from './record.ts';

/** How many rows a lane remembers: a storm makes thousands, and nobody scrolls through those. */
export const ROWS_MAX = 200;

interface At {
  readonly id: number;
  readonly atMs: number;
}

export interface RequestRow extends At {
  readonly kind: 'request';
  readonly requestId: string;
  readonly number: number;
  readonly fault: string | null;
  readonly answer: AnswerEvent | null;
}

export type Row =
  | RequestRow
  | ({ readonly kind: 'tap'; readonly number: number } & At)
  | ({ readonly kind: 'record'; readonly change: RecordChange; readonly record: RecordEvent } & At)
  | ({
      readonly kind: 'money';
      readonly number: number;
      readonly amount: number;
      readonly status: string;
    } & At)
  | ({ readonly kind: 'end'; readonly end: Exclude<End, 'paid'> } & At)
  | ({ readonly kind: 'reopened'; readonly asksAgain: boolean } & At);

/** One lane as the page shows it. Rows are oldest first. */
export interface LaneView {
  readonly rows: readonly Row[];
  readonly rowsEver: number;
  readonly requests: number;
  /** Those that succeeded, as the time line tells them; what the customer was charged is in the ledger. */
  readonly payments: number;
  readonly taps: number;
  /** Taps without an end yet. */
  readonly underWay: number;
  /** Why the client is not asking at this moment. `null`: it is, or has nothing to ask. */
  readonly waiting: { readonly because: string; readonly untilMs: number } | null;
  readonly lastEnd: End | null;
  /** @default null - this key has no record yet, or this lane has no keys */
  readonly record: RecordEvent | null;
  /** The function that worked on the record has been killed, and its lease runs on. */
  readonly isOwnerDead: boolean;
}

export const EMPTY_LANE: LaneView = {
  rows: [],
  rowsEver: 0,
  requests: 0,
  payments: 0,
  taps: 0,
  underWay: 0,
  waiting: null,
  lastEnd: null,
  record: null,
  isOwnerDead: false,
};

type NewRow = Row extends infer Kind ? (Kind extends Row ? Omit<Kind, 'id'> : never) : never;

/** In its place by time: what the server tells comes a moment after it happened. */
const withRow = (view: LaneView, row: NewRow): LaneView => {
  const before = view.rows.findLastIndex(({ atMs }) => atMs <= row.atMs);
  const rows = view.rows.toSpliced(before + 1, 0, { ...row, id: view.rowsEver } as Row);
  return { ...view, rowsEver: view.rowsEver + 1, rows: rows.slice(-ROWS_MAX) };
};

const withRequest = (
  view: LaneView,
  requestId: string,
  more: Partial<Pick<RequestRow, 'fault' | 'answer'>>,
): LaneView => ({
  ...view,
  rows: view.rows.map((row) =>
    row.kind === 'request' && row.requestId === requestId ? { ...row, ...more } : row,
  ),
});

/** A fault that kills a function finds one only where the request came as far as the processor. */
const killed = (view: LaneView, { requestId, status }: AnswerEvent): boolean =>
  (status ?? 0) >= 500 &&
  view.rows.some(
    (row) => row.kind === 'request' && row.requestId === requestId && row.fault?.startsWith('crash-'),
  );

/** What a lane shows after one more event. Pure: the same events make the same view. */
export const reduceLane = (view: LaneView, event: LaneEvent): LaneView => {
  switch (event.kind) {
    case 'request': {
      const { atMs, requestId } = event;
      const number = view.requests + 1;
      const row = { kind: 'request', atMs, requestId, number, fault: null, answer: null } as const;
      return withRow({ ...view, requests: number, waiting: null }, row);
    }
    case 'fault':
      return withRequest(view, event.requestId, { fault: event.fault });
    case 'answer': {
      const isOwnerDead = view.isOwnerDead || (view.record?.state === 'in-progress' && killed(view, event));
      return withRequest({ ...view, isOwnerDead }, event.requestId, { answer: event });
    }
    case 'record': {
      const change = recordChange(view.record, event);
      const next = { ...view, record: event, isOwnerDead: false };
      return change === null
        ? next
        : withRow(next, { kind: 'record', atMs: event.atMs, change, record: event });
    }
    case 'money': {
      const { atMs, amount, status } = event;
      const payments = view.payments + (status === 'succeeded' ? 1 : 0);
      return withRow({ ...view, payments }, { kind: 'money', atMs, number: payments, amount, status });
    }
    case 'tap': {
      const number = view.taps + 1;
      const next = { ...view, taps: number, underWay: view.underWay + 1 };
      return withRow(next, { kind: 'tap', atMs: event.atMs, number });
    }
    case 'wait':
      return { ...view, waiting: { because: event.because, untilMs: event.untilMs } };
    case 'end': {
      const underWay = Math.max(0, view.underWay - 1);
      const next = { ...view, underWay, lastEnd: event.end, waiting: underWay === 0 ? null : view.waiting };
      // That it was paid is in the row of the answer already.
      return event.end === 'paid' ? next : withRow(next, { kind: 'end', atMs: event.atMs, end: event.end });
    }
    case 'reopened': {
      const { atMs, asksAgain } = event;
      const underWay = view.underWay + (asksAgain ? 1 : 0);
      return withRow({ ...view, underWay }, { kind: 'reopened', atMs, asksAgain });
    }
  }
};
