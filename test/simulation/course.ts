import { lastReplyViolations, livenessViolations } from './end-invariants.ts';
import type { operatorsIn } from './operators.ts';
import { streamOf } from './random.ts';
import { SETTLE_AFTER_MS, type Service } from './service.ts';
import type { Shoppers } from './shoppers.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';
import type { Watch } from './watch.ts';
import { MINUTE_MS, START_MS } from './world.ts';

/** Faults strike this long. */
export const STORM_MS = 12 * MINUTE_MS;
/** What the promise allows after the last fault: `settleAfter`, and so many runs of the recovery. */
const RUNS_ALLOWED = 3;
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS;
/** Whoever comes back a month later does not give up: a payment in progress takes seconds. */
const COMEBACK_ATTEMPTS = 50;

interface Actors {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly service: Service;
  readonly shoppers: Shoppers;
  readonly operators: ReturnType<typeof operatorsIn>;
  readonly watch: Watch;
  readonly outageMs: number;
  readonly report: (violations: readonly Violation[]) => void;
  readonly tell: (words: string) => void;
  readonly isOver: () => boolean;
}

const nextMinute = (timeMs: number): number =>
  START_MS + Math.ceil((timeMs - START_MS) / MINUTE_MS) * MINUTE_MS;

/** What happens in a world, from its storm to a month later. */
export const runCourse = async (actors: Actors): Promise<void> => {
  const { seed, timeline, storm, service, shoppers, operators, watch, outageMs, report, tell, isOver } =
    actors;
  const clock = timeline.nowMs;
  const random = streamOf(seed, 'course');
  const [outageDrawn, shopperCount] = [random.chance(0.15), random.pick([1, 2, 3, 4])];

  /** In a storm any run may fail to come, and others come at any moment, also two at once. */
  const recoverUntil = async (toMs: number, isStorm: boolean): Promise<void> => {
    for (let atMs = clock(); atMs < toMs && !isOver(); atMs += MINUTE_MS) {
      const name = `recovery at ${(atMs - START_MS) / MINUTE_MS} min`;
      const chance = streamOf(seed, name);
      const [isTwice, isOdd] = [chance.chance(0.2), chance.chance(0.2)];
      const [twiceMs, oddMs] = [chance.between(0, 2_000), chance.between(0, MINUTE_MS)];
      const run = (delayMs: number, runName: string): void => {
        if (!isStorm || storm.happens(runName)) timeline.after(delayMs, () => service.runRecovery(runName));
      };
      run(0, name);
      if (isTwice && isStorm) run(twiceMs, `${name}, again`);
      if (isOdd && isStorm) run(oddMs, `${name}, in between`);
      await timeline.runUntil(atMs + MINUTE_MS, isOver);
    }
  };
  const comeBack = (when: string, delayMs: () => number, attempts: number, isLast: boolean): void => {
    for (const asked of [...shoppers.asked]) {
      const name = `${asked.name}, ${when}`;
      const startMs = delayMs();
      if (!storm.happens(name)) continue;
      timeline.after(startMs, () => {
        void shoppers.insist(asked.request, name, attempts).then((reply) => {
          if (isLast) report(lastReplyViolations(asked, reply, watch.leadsTo(asked.request)));
        });
      });
    }
  };
  const lookAtOpen = (begunByMs: number): void => {
    if (isOver()) return;
    const refunds = [...watch.refunds.values()].filter(({ id }) => !watch.isStuck(id, clock()));
    const items = [...watch.charges.values(), ...refunds];
    report(livenessViolations(items, watch.orders.values(), begunByMs));
  };

  for (let shopper = 1; shopper <= shopperCount; shopper += 1) {
    const name = `shopper ${shopper}`;
    if (storm.happens(name)) shoppers.shop(name, shopper % 2 === 1 ? 'acme' : 'globex');
  }
  operators.begin();
  await recoverUntil(START_MS + STORM_MS / 2, true);
  if (outageDrawn && outageMs > 0 && storm.happens('outage')) {
    tell('The recovery is not called for a day.');
    await timeline.runUntil(clock() + outageMs, isOver);
    comeBack('a day later', () => random.between(0, 2 * MINUTE_MS), 2, false);
  }
  await recoverUntil(clock() + STORM_MS / 2, true);

  storm.end();
  if (!isOver()) tell('Nothing goes wrong any more.');
  const effectsEndMs = storm.effectsEndMs();
  const firstRunMs = nextMinute(effectsEndMs + SETTLE_AFTER_MS + 2 * storm.skewMs);
  await recoverUntil(firstRunMs + RUNS_ALLOWED * MINUTE_MS, false);
  lookAtOpen(effectsEndMs - storm.skewMs);
  operators.end('soon after');

  // Whoever is still waiting comes back in the meantime, and nothing stops them.
  await timeline.runUntil(START_MS + MONTH_MS, isOver);
  if (isOver()) return;
  comeBack('a month later', () => 0, COMEBACK_ATTEMPTS, true);
  await recoverUntil(clock() + 2 * MINUTE_MS, false);
  operators.end('a month later');
  await timeline.runUntil(clock() + MONTH_MS, isOver);
  lookAtOpen(Number.POSITIVE_INFINITY);
  if (!isOver()) report(watch.unaskedViolations());
};
