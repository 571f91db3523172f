import { CLOCK_SKEW_MS } from '../../functions/shared/limits.ts';
import { pauseIn } from './customer.ts';
import type { Entry, Payments } from './payments.ts';
import type { RefundEntry } from './payments-refunds.ts';
import { type Random, streamOf } from './random.ts';
import type { Service } from './service.ts';
import type { StoredRefund } from './stored.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';

interface Surroundings {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly books: Payments;
  readonly tell: Service['tell'];
  readonly refund: (id: string) => StoredRefund | undefined;
  /** Money has moved without a call of ours. */
  readonly afterMoney: () => void;
}

const PAYMENT_EVENTS = {
  succeeded: 'payment_intent.succeeded',
  failed: 'payment_intent.payment_failed',
  canceled: 'payment_intent.canceled',
} as const;

const paymentEvent = (
  { id, status, tenant, chargeId, key }: Entry,
  type: string = PAYMENT_EVENTS[status],
) => ({
  type,
  object: { object: 'payment_intent', id, status, metadata: { tenant, chargeId, downstreamKey: key } },
});

const refundEvent = (entry: RefundEntry, type: string) => {
  const { id, status, paymentId: payment_intent, tenant, chargeId, refundId, key } = entry;
  const metadata = { tenant, chargeId, refundId, downstreamKey: key };
  return { type, object: { object: 'refund', id, status, payment_intent, metadata } };
};

interface Delivery {
  /** Not one of those that may be left out. */
  readonly isSure: boolean;
  /** @default - drawn for itself */
  readonly delayMs?: number;
}

/** At once, as late as anything, and after the lease of whoever has asked, before the next run of the recovery. */
const AFTER_ALL_MS = [
  [0, 500],
  [0, 5_000],
  [18_000, 55_000],
  [18_000, 55_000],
  [0, 400_000],
] as const;

type Told = ReturnType<typeof paymentEvent> | ReturnType<typeof refundEvent>;

/** So often an event is sent again until somebody takes it. It takes until long after the storm. */
const DELIVERIES_MAX = 12;
const PAUSE_MAX_MS = 6 * 60 * 60_000;

const soonOrLate = (random: Random): number => random.between(0, random.pick([500, 5_000, 60_000, 400_000]));

/**
 * In a part of the worlds, the processor tells of what is in its books: late, twice, out of order, for another
 * deployment too. Rarely it breaks its word there: money moves for a charge after the fence had said that none would, or
 * a bank sends back what a refund had given.
 */
export const couriersIn = (surroundings: Surroundings) => {
  const { seed, timeline, storm, books, tell, refund, afterMoney } = surroundings;
  const isWorldOfEvents = streamOf(seed, 'couriers').chance(0.3);
  const pause = pauseIn(timeline);
  const unexpected = new Set<string>();
  let [payments, refunds] = [0, 0];

  const deliver = async (name: string, { type, object }: Told, delivery: Delivery): Promise<void> => {
    const random = streamOf(seed, `delivery of ${name}`);
    const ownDelayMs = soonOrLate(random);
    const { isSure, delayMs = ownDelayMs } = delivery;
    const firstPauseMs = random.between(1_000, random.pick([60_000, 3_600_000]));
    if (!isSure && !storm.happens(name)) return;
    storm.lastsUntil(timeline.nowMs() + delayMs);
    await pause(delayMs);
    const body = JSON.stringify({ object: 'event', id: `evt_${name}`, type, data: { object } });
    for (let attempt = 1; attempt <= DELIVERIES_MAX; attempt += 1) {
      const reply = await tell(body, `${name}, delivery ${attempt}`);
      if (reply?.status === 200) return;
      await pause(Math.min(firstPauseMs * 4 ** (attempt - 1), PAUSE_MAX_MS));
    }
  };
  /** @param isSure whether a part of it is sure to come: whatever rests on it is looked at in the end */
  const spread = (name: string, told: Told, isSure = false): void => {
    const random = streamOf(seed, name);
    const [copies, areTogether, delayMs] = [
      random.pick([1, 1, 2, 3]),
      random.chance(0.4),
      soonOrLate(random),
    ];
    const when = areTogether ? { delayMs } : {};
    // What is sure to come mostly comes soon: while something is still going on.
    const soon = isSure && random.chance(0.6) ? { delayMs: 300 } : when;
    void deliver(name, told, { isSure, ...soon });
    for (let copy = 2; copy <= copies; copy += 1)
      void deliver(`${name}, copy ${copy}`, told, { isSure: false, ...when });
  };

  /** The fence holds no more: what it was to stop arrives all the same, as a payment of its own. */
  const moveAfterAll = (entry: Entry, name: string): void => {
    const random = streamOf(seed, name);
    const isLate = random.chance(0.8);
    const [minMs, maxMs] = random.pick(AFTER_ALL_MS);
    const delayMs = random.between(minMs, maxMs);
    // By clocks that are minutes off, an old charge is young: an event about it would be used up.
    const isSkewed = storm.skewMs > CLOCK_SKEW_MS;
    if (!isLate || isSkewed || unexpected.has(entry.chargeId) || !storm.happens(name)) return;
    unexpected.add(entry.chargeId);
    storm.lastsUntil(timeline.nowMs() + delayMs);
    timeline.afterQuietly(delayMs, () => {
      books.moveUnasked(entry, timeline.nowMs());
      afterMoney();
      afterCall();
    });
  };
  const returnByBank = (entry: RefundEntry, name: string): void => {
    const random = streamOf(seed, name);
    const isReturned = random.chance(0.5);
    const delayMs = random.between(0, random.pick([60_000, 400_000]));
    if (!isReturned || !storm.happens(name)) return;
    storm.lastsUntil(timeline.nowMs() + delayMs);
    timeline.afterQuietly(delayMs, () => {
      // A bank takes days: by then everybody knows that the refund had succeeded.
      if (refund(entry.refundId)?.status !== 'succeeded') return;
      const returned = books.failLate(entry.refundId);
      if (returned !== undefined)
        spread(`event ${entry.id} failed`, refundEvent(returned, 'refund.failed'), true);
    });
  };

  const afterCall = (): void => {
    if (!isWorldOfEvents) return;
    for (; payments < books.ledger.length; payments += 1) {
      const entry = books.ledger[payments] as Entry;
      if (entry.status === 'canceled') moveAfterAll(entry, `broken word about ${entry.id}`);
      // Often there is a single event, that of what should not have moved, so that everything rests on it.
      const isUntold = entry.status === 'canceled' && streamOf(seed, `silence about ${entry.id}`).chance(0.7);
      if (!isUntold) spread(`event ${entry.id}`, paymentEvent(entry), entry.isUnasked);
      if (entry.isUnasked || isUntold) continue;
      spread(`event ${entry.id} created`, paymentEvent(entry, 'payment_intent.created'));
      const elsewhere = { ...entry, key: `elsewhere-${entry.chargeId}`, id: `${entry.id}_elsewhere` };
      spread(`event ${entry.id} elsewhere`, paymentEvent(elsewhere, PAYMENT_EVENTS.succeeded));
    }
    for (; refunds < books.refunds.length; refunds += 1) {
      const entry = books.refunds[refunds] as RefundEntry;
      if (entry.status === 'refused') continue;
      spread(`event ${entry.id}`, refundEvent(entry, 'refund.created'));
      if (entry.status === 'succeeded') returnByBank(entry, `return of ${entry.id}`);
    }
  };
  return { afterCall };
};
