import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalEvent, MoneyEvent } from '../../../local/events/event.ts';
import type { Found } from '../../../local/events/place.ts';
import { createTimeline, type Timeline } from '../../../local/events/timeline.ts';
import { eventually } from '../http/rig/patience.ts';

/** A look that waits until the test says what it finds. */
type Look = (found: Found[]) => void;

let nowMs: number;
let looks: Look[];
let closes: number;
let timeline: Timeline;

beforeEach(() => {
  nowMs = 1_000;
  looks = [];
  closes = 0;
  const records = {
    read: () => new Promise<Found[]>((resolve) => looks.push(resolve)),
    close: () => {
      closes += 1;
    },
  };
  timeline = createTimeline(records, () => nowMs);
});
afterEach(async () => {
  for (const look of looks.splice(0)) look([]);
  await timeline.close();
});

const nextLook = async (): Promise<Look> => {
  await eventually(() => looks.length > 0, 'somebody looks');
  return looks.shift() ?? (() => undefined);
};

/** Listens, and lets the first look find nothing. */
const listen = async (tenant: string): Promise<{ heard: LocalEvent[]; stop: () => void }> => {
  const heard: LocalEvent[] = [];
  const listening = timeline.listen(tenant, (event) => heard.push(event));
  (await nextLook())([]);
  return { heard, stop: await listening };
};

const answer = (atMs: number, more: object = {}): LocalEvent => ({
  kind: 'answer',
  requestId: 'r',
  lane: 'with-key',
  status: 201,
  code: null,
  replayed: false,
  tookMs: 1,
  atMs,
  ...more,
});
const request = (atMs: number): LocalEvent => ({
  kind: 'request',
  requestId: 'r',
  lane: 'with-key',
  operation: 'charges.create',
  atMs,
});
const money = (atMs: number): MoneyEvent => ({
  kind: 'money',
  lane: 'with-key',
  paymentId: 'pi',
  chargeId: 'ch_1',
  amount: 1,
  currency: 'EUR',
  status: 'succeeded',
  atMs,
});
const found = (
  state: 'in-progress' | 'released' | 'completed',
  writtenAtMs: number | undefined,
  notBeforeMs = 0,
  isEstimated = false,
): Found => ({
  tenant: 'acme',
  isEstimated,
  notBeforeMs,
  writtenAtMs,
  change: {
    kind: 'record',
    chargeId: 'ch_1',
    state,
    attempt: 1,
    owner: 'o',
    leaseExpiresAtMs: null,
    status: 'processing',
    response: null,
  },
});
const inShort = (event: LocalEvent): string =>
  `${event.kind === 'record' ? event.state : event.kind} ${event.atMs}`;

describe('a timeline', () => {
  it('tells what happened before a look when that look is over, by its time, causes first', async () => {
    const { heard } = await listen('acme');
    timeline.tell('acme', answer(1_020));
    timeline.tell('acme', money(1_010));
    nowMs = 1_030;
    const look = await nextLook();
    timeline.tell('acme', answer(1_031));
    expect(heard).toEqual([]);
    look([found('in-progress', 1_005), found('completed', 1_010), found('completed', 1_020)]);
    await eventually(() => heard.length > 0, 'something is heard');
    expect(heard.map(inShort)).toEqual([
      'in-progress 1005',
      'money 1010',
      'completed 1010',
      'completed 1020',
      'answer 1020',
    ]);
    nowMs = 1_040;
    (await nextLook())([]);
    await eventually(() => heard.length === 6, 'the rest is heard');
    expect(heard.map(inShort).at(-1)).toBe('answer 1031');
  });

  it('puts a release, which does not say when it was, before the answer that tells of it', async () => {
    const { heard } = await listen('acme');
    await listen('other');
    timeline.tell('other', answer(1_000, { status: 503, code: 'unavailable' }));
    timeline.tell('acme', answer(1_001, { status: 409, code: 'request-in-progress' }));
    timeline.tell('acme', answer(1_002, { status: 503, code: 'unavailable' }));
    nowMs = 1_030;
    (await nextLook())([found('released', undefined, 1_000)]);
    await eventually(() => heard.length === 3, 'all is heard');
    expect(heard.map(inShort)).toEqual(['answer 1001', 'released 1002', 'answer 1002']);
  });

  it.each([
    ['after the request that made it', [1_105], 'request 1105, in-progress 1105'],
    ['where it is, if a request came before', [1_095, 1_105], 'request 1095, in-progress 1100, request 1105'],
    ['where it is, if no request is near', [1_121], 'in-progress 1100, request 1121'],
  ])('puts a claim whose time is estimated %s', async (_, requestsAtMs, order) => {
    const { heard } = await listen('acme');
    await listen('other');
    timeline.tell('other', request(1_101));
    for (const atMs of requestsAtMs) timeline.tell('acme', request(atMs));
    nowMs = 1_200;
    (await nextLook())([found('in-progress', 1_100, 0, true)]);
    await eventually(() => heard.length === requestsAtMs.length + 1, 'all is heard');
    expect(heard.map(inShort).join(', ')).toBe(order);
  });

  it('never puts a change before the one that it followed, nor after it was found', async () => {
    const { heard } = await listen('acme');
    nowMs = 1_030;
    (await nextLook())([found('in-progress', 900, 1_000), found('in-progress', 9_000)]);
    await eventually(() => heard.length === 2, 'all is heard');
    expect(heard.map(inShort)).toEqual(['in-progress 1000', 'in-progress 1030']);
  });

  it('tells a tenant’s events to all who listen to it, and to nobody else', async () => {
    const [one, two, other] = [await listen('acme'), await listen('acme'), await listen('other')];
    timeline.tell('acme', money(1_000));
    timeline.tell('nobody', money(1_000));
    (await nextLook())([]);
    await eventually(() => one.heard.length === 1, 'it is heard');
    expect([one.heard, two.heard, other.heard]).toEqual([[money(1_000)], [money(1_000)], []]);
  });

  it('does not wait for records that nobody can read', async () => {
    const { heard } = await listen('acme');
    await nextLook();
    nowMs = 2_000;
    timeline.tell('acme', money(1_500));
    await eventually(() => heard.length === 1, 'it is heard all the same');
  });

  it('holds back a thousand events and no more', async () => {
    const { heard } = await listen('acme');
    for (let count = 0; count < 1_000; count += 1) timeline.tell('acme', money(2_000));
    expect(heard).toHaveLength(0);
    timeline.tell('acme', money(2_000));
    expect(heard).toHaveLength(1_001);
  });
});

describe('a listener that leaves', () => {
  it('hears nothing any more, while others do', async () => {
    const [leaving, staying] = [await listen('acme'), await listen('acme')];
    leaving.stop();
    leaving.stop();
    timeline.tell('acme', money(1_000));
    (await nextLook())([]);
    await eventually(() => staying.heard.length === 1, 'it is heard');
    expect([leaving.heard, closes]).toEqual([[], 0]);
  });

  it('as the last one ends the looking; the next one starts it anew and hears nothing of before', async () => {
    const { stop } = await listen('acme');
    timeline.tell('acme', money(1_000));
    stop();
    await eventually(() => closes === 1, 'nobody looks any more');
    timeline.tell('acme', money(1_000));
    const { heard } = await listen('acme');
    (await nextLook())([]);
    (await nextLook())([]);
    expect(heard).toEqual([]);
  });

  it('before the first look is over ends the looking as well', async () => {
    const listening = timeline.listen('acme', () => undefined);
    const look = await nextLook();
    const closing = timeline.close();
    look([]);
    (await listening)();
    await closing;
    await eventually(() => closes > 0, 'nobody looks any more');
  });
});
