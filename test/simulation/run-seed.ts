import { createHash } from 'node:crypto';
import { createDatabase } from './database.ts';
import { drawRates, NO_FAULTS, type Rates } from './faults.ts';
import { endViolations, moneyViolations } from './invariants.ts';
import { openPayments } from './payments.ts';
import { seededRandom } from './random.ts';
import { startService } from './service.ts';
import { openShop } from './shoppers.ts';
import { startTimeline } from './timeline.ts';

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
/** Faults strike this long. */
const STORM_MINUTES = 15;
/** Then the slowest request arrives, the longest sleeper wakes, and the recovery has run often enough. */
const CALM_MINUTES = 60;
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS;

export interface SeedReport {
  readonly seed: number;
  readonly violations: readonly string[];
  /** The same for the same seed: nothing outside of it has a say. */
  readonly traceHash: string;
  readonly requests: number;
  /** What happened, in order, when it was asked for. */
  readonly story: readonly string[];
}

/** One world from a seed: shoppers, faults, recoveries, calm, and everybody once more a month later. */
export const runSeed = async (seed: number, { withStory = false } = {}): Promise<SeedReport> => {
  const random = seededRandom(seed);
  const timeline = startTimeline(START_MS);
  const database = createDatabase();
  let brokenRate = random.pick([0, 0, 0.05, 0.2]);
  const payments = openPayments(random, () => brokenRate);
  const hash = createHash('sha256');
  const story: string[] = [];
  const violations = new Set<string>();
  let rates: Rates = drawRates(random);
  let requests = 0;
  let names = 0;

  const note = (what: string): void => {
    const line = `${((timeline.nowMs() - START_MS) / 1000).toFixed(3)} s  ${what}`;
    hash.update(line);
    if (withStory) story.push(line);
  };
  const lookAtMoney = (): void => {
    const charges = database.items('charges');
    for (const violation of moneyViolations({ charges, ledger: payments.ledger } as never))
      violations.add(violation);
  };
  const service = startService({
    timeline,
    random,
    rates: () => rates,
    send: database.send,
    payments: {
      ...payments,
      charge: (payment, nowMs) => {
        const outcome = payments.charge(payment, nowMs);
        note(`money: ${payment.chargeId.slice(0, 9)} ${outcome.kind}`);
        lookAtMoney();
        return outcome;
      },
    },
    note,
    nextName: () => {
      names += 1;
      return `owner-${names}`;
    },
  });
  const counted = {
    ...service,
    call: async (request: Parameters<typeof service.call>[0]) => {
      requests += 1;
      const reply = await service.call(request);
      note(
        `${request.tenant} ${request.route} ${request.key ?? ''}: ${reply?.status ?? 'no reply'} ${reply?.json?.code ?? ''}`,
      );
      return reply;
    },
  };
  const shop = openShop(counted, timeline, random);

  const tenants = random.pick([['acme'], ['acme', 'globex']]);
  for (const tenant of tenants) void shop.shop(tenant);
  for (let minute = 1; minute <= STORM_MINUTES + CALM_MINUTES; minute += 1) {
    timeline.after(minute * MINUTE_MS, service.runRecovery);
    if (random.chance(0.2))
      timeline.after(minute * MINUTE_MS + random.between(0, 2_000), service.runRecovery);
  }
  await timeline.runUntil(START_MS + STORM_MINUTES * MINUTE_MS);
  rates = NO_FAULTS;
  brokenRate = 0;
  await timeline.runUntil(START_MS + (STORM_MINUTES + CALM_MINUTES) * MINUTE_MS);

  await timeline.runUntil(START_MS + MONTH_MS);
  // Whoever comes now for the first time begins a charge: the recovery is there for it as well.
  for (let minute = 1; minute <= CALM_MINUTES; minute += 1)
    timeline.after(minute * MINUTE_MS, service.runRecovery);
  for (const request of [...shop.requests]) void shop.insist(request, 3);
  await timeline.runUntil(START_MS + MONTH_MS + CALM_MINUTES * MINUTE_MS);

  const ending = {
    charges: database.items('charges'),
    orders: database.items('orders'),
    ledger: payments.ledger,
    said: shop.said,
    chargesByRecovery: service.chargesByRecovery(),
  };
  for (const violation of endViolations(ending as never)) violations.add(violation);
  for (const failure of service.failures) note(`failure: ${String(failure)}`);
  return { seed, violations: [...violations], traceHash: hash.digest('hex'), requests, story };
};
