import { describe, expect, it } from '@jest/globals';
import type { AnswerEvent, RecordEvent } from '../../../local/events/event.ts';
import { EMPTY_LANE, type LaneView, ROWS_MAX, reduceLane } from '../../../local/page/browser/lane.ts';
import type { LaneEvent } from '../../../local/page/browser/page-events.ts';
import { tellRow } from '../../../local/page/browser/story.ts';

const lane = 'with-key';

const tap = (atMs: number): LaneEvent => ({ kind: 'tap', lane, atMs });
const request = (requestId: string, atMs: number): LaneEvent => ({
  kind: 'request',
  requestId,
  lane,
  operation: 'charges.create',
  atMs,
});
const fault = (requestId: string, name: string): LaneEvent => ({
  kind: 'fault',
  requestId,
  lane,
  fault: name,
  atMs: 0,
});
const answer = (requestId: string, status: number | null, more: Partial<AnswerEvent> = {}): LaneEvent => ({
  kind: 'answer',
  requestId,
  lane,
  status,
  code: null,
  replayed: false,
  tookMs: 5,
  atMs: 0,
  ...more,
});
const money = (atMs: number): LaneEvent => ({
  kind: 'money',
  lane,
  paymentId: `pi_${atMs}`,
  chargeId: 'ch_1',
  amount: 2500,
  currency: 'EUR',
  status: 'succeeded',
  atMs,
});
const record = (attempt: number, more: Partial<RecordEvent> = {}): LaneEvent => ({
  kind: 'record',
  chargeId: 'ch_1',
  state: 'in-progress',
  attempt,
  owner: `owner-${attempt}`,
  leaseExpiresAtMs: 27_000,
  status: 'processing',
  response: null,
  atMs: 10 * attempt,
  ...more,
});

const viewAfter = (...events: LaneEvent[]): LaneView => events.reduce(reduceLane, EMPTY_LANE);

/** The time line as it is read: one line per row, oldest first. */
const told = (view: LaneView): string[] =>
  view.rows
    .map(tellRow)
    .map(({ text, badge, asides }) => [text, badge, ...asides].filter(Boolean).join(' | '));

describe('a lane', () => {
  it('tells a lost answer and its replay as two requests', () => {
    const view = viewAfter(
      tap(0),
      request('a', 1),
      fault('a', 'drop-response'),
      answer('a', null),
      request('b', 2),
      answer('b', 201, { replayed: true }),
    );

    expect(told(view)).toEqual([
      'Tap 1',
      'Request 1 | no answer | its answer is lost',
      'Request 2 | 201 | the first answer, replayed',
    ]);
  });

  it('tells who works on the key, who takes it over and how it ends', () => {
    const view = viewAfter(
      record(1),
      record(2),
      record(2, { state: 'completed', leaseExpiresAtMs: null, response: { status: 201 } }),
    );

    expect(told(view).map((line) => line.split(' | ')[0])).toEqual([
      'Key claimed by attempt 1',
      'Taken over by attempt 2',
      'Record completed',
    ]);
    expect(view.record?.response).toEqual({ status: 201 });
  });

  it('tells a change of the record that it hears twice once', () => {
    expect(viewAfter(record(1), record(1)).rows).toHaveLength(1);
  });

  it('another charge is claimed, and takes nothing over', () => {
    const view = viewAfter(record(1), record(1, { chargeId: 'ch_2', owner: 'other' }));

    expect(told(view).at(-1)).toMatch(/^Key claimed by attempt 1/);
  });

  it('a released key that is claimed again is not a takeover', () => {
    const view = viewAfter(record(1), record(1, { state: 'released' }), record(2));

    expect(told(view).at(-1)).toMatch(/^Key claimed by attempt 2/);
  });

  it('the first payment is right and every further one is wrong', () => {
    const tones = viewAfter(money(1), money(2)).rows.map((row) => tellRow(row).tone);

    expect(tones).toEqual(['right', 'wrong']);
  });

  it('knows that the owner is dead once its function was killed, until somebody takes over', () => {
    const killed = viewAfter(request('a', 0), fault('a', 'crash-after-effect'), record(1), answer('a', 500));

    expect(killed.isOwnerDead).toBe(true);
    expect(reduceLane(killed, record(2)).isOwnerDead).toBe(false);
  });

  it('a crash that meets a request which was turned away kills nobody, and is not told', () => {
    const view = viewAfter(
      record(1),
      request('b', 20),
      fault('b', 'crash-after-effect'),
      answer('b', 409, { code: 'request-in-progress' }),
    );

    expect(view.isOwnerDead).toBe(false);
    expect(told(view).at(-1)).toBe('Request 1 | 409 | somebody is working on it');
  });

  it('puts what it hears late where it belongs', () => {
    const view = viewAfter(tap(0), tap(100), money(50));

    expect(view.rows.map(({ kind }) => kind)).toEqual(['tap', 'money', 'tap']);
  });

  it('counts the taps that wait, and a payment that is asked for again after a reload with them', () => {
    const reopened: LaneEvent = { kind: 'reopened', lane, asksAgain: true, atMs: 0 };
    const end: LaneEvent = { kind: 'end', lane, end: 'paid', atMs: 1 };

    expect(viewAfter(tap(0), tap(0), end).underWay).toBe(1);
    expect(viewAfter(reopened).underWay).toBe(1);
    expect(viewAfter(reopened, end).underWay).toBe(0);
  });

  it('remembers its last rows only', () => {
    const storm = Array.from({ length: ROWS_MAX + 30 }, (_, atMs) => tap(atMs));
    const view = viewAfter(...storm);

    expect(view.rows).toHaveLength(ROWS_MAX);
    expect(view.taps).toBe(ROWS_MAX + 30);
    expect(new Set(view.rows.map(({ id }) => id)).size).toBe(ROWS_MAX);
  });
});
