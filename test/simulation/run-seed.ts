import { openBooks } from './books.ts';
import type { Counters } from './counters.ts';
import { couriersIn } from './couriers.ts';
import { runCourse, STORM_MS } from './course.ts';
import { createDatabase } from './database.ts';
import type { HandlersUnderTest } from './handlers.ts';
import { operatorsIn } from './operators.ts';
import { postmenIn } from './postmen.ts';
import { productionHandlers } from './production-handlers.ts';
import { type Service, startService } from './service.ts';
import { openShop } from './shoppers.ts';
import { brewStorm, type Suppress } from './storm.ts';
import { startTimeline } from './timeline.ts';
import { startTrace } from './trace.ts';
import { INVARIANTS, type Violation } from './violation.ts';
import { keepWatch } from './watch.ts';
import { watchMails } from './watch-mails.ts';
import { watchRedactions } from './watch-redactions.ts';
import { START_MS, WHOLE_WORLD, type WorldOptions } from './world.ts';

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
  /** The same of redactions alone. */
  readonly redactionCounters: Counters;
  /** The names of all that happened and could be left out. */
  readonly happened: readonly string[];
}

/** One world from a seed: shoppers, faults, recoveries, calm, and everybody once more a month later. */
export const runSeed = async (seed: number, options: SeedOptions = {}): Promise<SeedReport> => {
  const world = { ...WHOLE_WORLD, ...options.world };
  const timeline = startTimeline(START_MS, options.settle);
  const clock = timeline.nowMs;
  const trace = startTrace(START_MS, options.withStory ?? false);

  const violations: Violation[] = [];
  const report = (found: readonly Violation[]): void => {
    for (const violation of found) {
      const { invariant, detail } = violation;
      const isKnown = violations.some((each) => each.invariant === invariant && each.detail === detail);
      if (isKnown || !world.invariants.includes(invariant)) continue;
      violations.push(violation);
      trace.conclude(clock(), () => `=> BROKEN: ${INVARIANTS[invariant]} (${detail}).`);
    }
  };
  const isOver = (): boolean => options.stopAtFirst === true && violations.length > 0;

  const storm = brewStorm(
    seed,
    clock,
    STORM_MS,
    (id) => watch.stateOf(id),
    options.suppress ?? (() => false),
  );
  const database = createDatabase(clock, () => watch.afterWrite(database.state()), world.moreTables);
  const payments = openBooks(seed, storm, () => {
    watch.afterMoney();
    couriers.afterCall();
  });
  const redactions = watchRedactions(clock, database.state, report);
  const watch = keepWatch(
    payments,
    report,
    (before, after) => postmen.afterChange(before, after),
    redactions,
  );
  const mails = watchMails(watch, redactions.isRedacted, report);
  const onStaleIndex = (lagMs: number): void => {
    const shown = database.shown(lagMs).get('charges');
    for (const [pk, item] of database.state().get('charges') ?? [])
      if (shown?.get(pk) !== item) storm.count('stale-index', pk.slice(pk.indexOf('#') + 1));
  };
  const service = startService(
    { seed, timeline, storm, trace, database, payments, onStaleIndex, takeMail: mails.take },
    options.handlers ?? productionHandlers,
    {
      onRequest: (request, name) => {
        watch.beforeRequest(request);
        redactions.beforeRequest(request, name);
      },
      onReply: (request, reply, name) => {
        watch.afterReply(request, reply, name);
        redactions.afterReply(reply, name);
      },
      onAsk: watch.beforeMoney,
      onViolations: report,
      isTrueAlarm: watch.isTrueAlarm,
      stateOf: watch.stateOf,
      redactions,
    },
  );
  const postmen = postmenIn({ seed, timeline, storm, deliver: service.deliver });
  const couriers = couriersIn({
    seed,
    timeline,
    storm,
    books: payments,
    tell: service.tell,
    refund: watch.refundById,
    afterMoney: watch.afterMoney,
  });
  let requests = 0;
  const call: Service['call'] = (request, name) => {
    requests += 1;
    operators.afterRequest(request, name);
    return service.call(request, name);
  };
  const shoppers = openShop({
    seed,
    service: { ...service, call },
    timeline,
    storm,
    routes: world.routes,
  });

  const operators = operatorsIn({
    seed,
    timeline,
    storm,
    shoppers,
    hasOperators: world.hasOperators,
    redact: service.redact,
    isThere: (tenant, id) => watch.charges.has(`${tenant} ${id}`) || watch.orders.has(`${tenant} ${id}`),
    report,
  });

  const tell = (words: string): void => trace.tell(clock(), () => words);
  const { outageMs } = world;
  await runCourse({
    seed,
    timeline,
    storm,
    service,
    shoppers,
    operators,
    watch,
    outageMs,
    report,
    tell,
    isOver,
  });

  if (postmen.isWorldOfReceipts && !isOver())
    report(mails.untold(database.state().get('idempotency') ?? new Map(), postmen.setAside));
  for (const { id, status } of [...payments.ledger, ...payments.refunds])
    trace.mark(clock(), `${id} ${status}`);
  return {
    seed,
    violations,
    traceHash: trace.hash(),
    requests,
    story: trace.story(),
    counters: storm.counters,
    redactionCounters: service.redactionCounters,
    happened: storm.happened,
  };
};
