import type { Counters } from './counters.ts';
import { createDatabase } from './database.ts';
import type { TableDefinition } from './dynamodb/table-definition.ts';
import { lastReplyViolations, livenessViolations } from './end-invariants.ts';
import { type HandlersUnderTest, ROUTES, type Route } from './handlers.ts';
import { openPayments } from './payments.ts';
import { productionHandlers } from './production-handlers.ts';
import { streamOf } from './random.ts';
import { SETTLE_AFTER_MS, startService } from './service.ts';
import { openShop } from './shoppers.ts';
import { brewStorm, type Suppress } from './storm.ts';
import { startTimeline } from './timeline.ts';
import { startTrace } from './trace.ts';
import { INVARIANTS, type Invariant, type Violation } from './violation.ts';
import { keepWatch } from './watch.ts';

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Faults strike this long. */
const STORM_MINUTES = 12;
/** What the promise allows: `settleAfter`, and three runs of the recovery. */
const RUNS_ALLOWED = 3;

/** Whoever comes back a month later does not give up: a payment in progress takes seconds. */
const COMEBACK_ATTEMPTS = 50;

/** What is in a world, besides chance. */
export interface WorldOptions {
  /** What shoppers call. */
  readonly routes: readonly Route[];
  /** Tables of the handlers' own, besides charges and orders. */
  readonly moreTables: readonly TableDefinition[];
  /** What the world is held to. */
  readonly invariants: readonly Invariant[];
  /** How long nothing at all runs in the middle of some storms: longer than the processor remembers a key. */
  readonly outageMs: number;
}

const WHOLE_WORLD: WorldOptions = {
  routes: ROUTES,
  moreTables: [],
  invariants: Object.keys(INVARIANTS) as Invariant[],
  outageMs: 25 * 60 * MINUTE_MS,
};

export interface SeedOptions {
  /** @default false */
  readonly withStory?: boolean;
  /** @default - all routes, all invariants */
  readonly world?: Partial<WorldOptions>;
  /** @default productionHandlers */
  readonly handlers?: HandlersUnderTest;
  /** Leaves out what has one of these names; see `SeedReport.happened`. @default - nothing */
  readonly suppress?: Suppress;
  /** Ends the world at the first violation. @default false */
  readonly stopAtFirst?: boolean;
  /** How what an event sets free is let go on. @default - a fixed number of microtask turns */
  readonly settle?: () => Promise<void>;
}

export interface SeedReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The same for the same seed: nothing outside of it has a say. */
  readonly traceHash: string;
  readonly requests: number;
  /** What happened, in order, when it was asked for. */
  readonly story: readonly string[];
  /** How often each fault met each state of a charge's record. */
  readonly counters: Counters;
  /** The names of all that happened and could be left out. */
  readonly happened: readonly string[];
}

/** One world from a seed: shoppers, faults, recoveries, calm, and everybody once more a month later. */
export const runSeed = async (seed: number, options: SeedOptions = {}): Promise<SeedReport> => {
  const world = { ...WHOLE_WORLD, ...options.world };
  const handlers = options.handlers ?? productionHandlers;
  const random = streamOf(seed, 'world');
  const [outageDrawn, shopperCount] = [random.chance(0.15), random.pick([1, 2, 3, 4])];

  const timeline = startTimeline(START_MS, options.settle);
  const clock = timeline.nowMs;
  const trace = startTrace(START_MS, options.withStory ?? false);
  const violations: Violation[] = [];
  const report = (found: readonly Violation[]): void => {
    for (const violation of found) {
      if (!world.invariants.includes(violation.invariant)) continue;
      if (
        violations.some(
          ({ detail, invariant }) => detail === violation.detail && invariant === violation.invariant,
        )
      )
        continue;
      violations.push(violation);
      trace.conclude(clock(), () => `=> BROKEN: ${INVARIANTS[violation.invariant]} (${violation.detail}).`);
    }
  };
  const isOver = (): boolean => options.stopAtFirst === true && violations.length > 0;

  const suppress = options.suppress ?? (() => false);
  const storm = brewStorm(seed, clock, STORM_MINUTES * MINUTE_MS, (id) => watch.stateOf(id), suppress);
  const database = createDatabase(clock, () => watch.afterWrite(database.state()), world.moreTables);
  const books = openPayments(streamOf(seed, 'processor'), storm.brokenRate);
  const watch = keepWatch(books.ledger, report);
  const watched =
    <Arguments extends unknown[], Result>(act: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      const result = act(...given);
      watch.afterMoney();
      return result;
    };
  const service = startService(
    {
      seed,
      timeline,
      storm,
      trace,
      database,
      payments: { ...books, charge: watched(books.charge), fence: watched(books.fence) },
      onStaleIndex: (lagMs) => {
        const shown = database.shown(lagMs).get('charges');
        for (const [pk, item] of database.state().get('charges') ?? [])
          if (shown?.get(pk) !== item) storm.count('stale-index', pk.slice(pk.indexOf('#') + 1));
      },
    },
    handlers,
    { onReply: watch.afterReply, onViolations: report },
  );
  let requests = 0;
  const counted: typeof service = {
    ...service,
    call: (request, name) => {
      requests += 1;
      return service.call(request, name);
    },
  };
  const shop = openShop({ seed, service: counted, timeline, storm, routes: world.routes });

  const recoverEveryMinute = async (fromMs: number, toMs: number, isStorm: boolean): Promise<void> => {
    for (let atMs = fromMs; atMs < toMs && !isOver(); atMs += MINUTE_MS) {
      const name = `recovery at ${(atMs - START_MS) / MINUTE_MS} min`;
      const chance = streamOf(seed, `${name} chance`);
      const [isTwice, isOdd] = [chance.chance(0.2), chance.chance(0.2)];
      const [twiceMs, oddMs] = [chance.between(0, 2_000), chance.between(0, MINUTE_MS)];
      const run = (delayMs: number, runName: string): void => {
        if (!isStorm || storm.happens(runName)) timeline.after(delayMs, () => service.runRecovery(runName));
      };
      await timeline.runUntil(atMs, isOver);
      run(0, name);
      if (isTwice) run(twiceMs, `${name}, again`);
      if (isOdd) run(oddMs, `${name}, in between`);
    }
    await timeline.runUntil(toMs, isOver);
  };

  for (let shopper = 1; shopper <= shopperCount; shopper += 1) {
    const name = `shopper ${shopper}`;
    const tenant = shopper % 2 === 1 ? 'acme' : 'globex';
    if (storm.happens(name)) shop.shop(name, tenant);
  }
  const stormEndMs = START_MS + STORM_MINUTES * MINUTE_MS;
  const hasOutage = outageDrawn && world.outageMs > 0 && storm.happens('outage');
  if (hasOutage) {
    const outageFromMs = START_MS + (STORM_MINUTES / 2) * MINUTE_MS;
    await recoverEveryMinute(START_MS, outageFromMs, true);
    trace.tell(clock(), () => 'The recovery is not called for a day.');
    await timeline.runUntil(outageFromMs + world.outageMs, isOver);
    await recoverEveryMinute(outageFromMs + world.outageMs, stormEndMs + world.outageMs, true);
  } else await recoverEveryMinute(START_MS, stormEndMs, true);

  storm.end();
  if (!isOver()) trace.tell(clock(), () => 'Nothing goes wrong any more.');
  const calmMs = Math.ceil((storm.effectsEndMs() - START_MS) / MINUTE_MS) * MINUTE_MS + START_MS;
  const begunByMs = storm.effectsEndMs() - storm.skewMs;
  const allowedMs = SETTLE_AFTER_MS + RUNS_ALLOWED * MINUTE_MS + 2 * storm.skewMs;
  await recoverEveryMinute(clock(), calmMs + allowedMs + 1, false);
  if (!isOver()) report(livenessViolations(watch.charges.values(), watch.orders.values(), begunByMs));

  // Whoever is still waiting comes back in the meantime, and nothing stops them.
  const monthMs = START_MS + 30 * DAY_MS;
  await timeline.runUntil(monthMs, isOver);
  for (const asked of isOver() ? [] : [...shop.asked]) {
    const name = `${asked.name}, a month later`;
    if (storm.happens(name))
      void shop
        .insist(asked.request, name, COMEBACK_ATTEMPTS)
        .then((reply) => report(lastReplyViolations(asked, reply)));
  }
  await recoverEveryMinute(monthMs, monthMs + MINUTE_MS, false);
  await timeline.runUntil(monthMs + DAY_MS, isOver);
  if (!isOver())
    report(livenessViolations(watch.charges.values(), watch.orders.values(), Number.POSITIVE_INFINITY));

  for (const { id, status } of books.ledger) trace.mark(clock(), `${id} ${status}`);
  return {
    seed,
    violations,
    traceHash: trace.hash(),
    requests,
    story: trace.story(),
    counters: storm.counters,
    happened: storm.happened,
  };
};
