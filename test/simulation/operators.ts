import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import type { Asked } from '../../operator/redact/redact-all.ts';
import type { Request } from '../rig/invoke.ts';
import { pauseIn } from './customer.ts';
import { ADA, BOB, CARL, ORDER_OF_CARL } from './goods.ts';
import { idOfKey } from './http-event.ts';
import { type Random, streamOf } from './random.ts';
import { lastRedactionViolations } from './redaction-invariants.ts';
import type { Redact } from './redactions.ts';
import type { Shoppers } from './shoppers.ts';
import { LAG_MAX_MS } from './store-line.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';
import { MINUTE_MS } from './world.ts';

interface Surroundings {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly shoppers: Pick<Shoppers, 'ask' | 'asked'>;
  readonly hasOperators: boolean;
  readonly redact: Redact;
  readonly isThere: (tenant: string, id: string) => boolean;
  readonly report: (violations: readonly Violation[]) => void;
}

const TENANTS = ['acme', 'globex'] as const;
/** How long whoever is told "run this again" waits; as the command says it. */
const AGAIN_MS = 10 * MINUTE_MS;
const LAST_ATTEMPTS = 5;
/** So many begin when something is sent. */
const FOLLOWED_MAX = 2;

/** By an address, as whoever asks to be forgotten writes it, or by an id of which nobody knows what became. */
const subjectOf = (random: Random, tenant: string): Asked['subject'] => {
  const email = random.pick([ADA.email, ADA.email, 'Ada@Example.com', BOB.email, BOB.email, CARL.email]);
  const orderId = idFor(ORDERS_CREATE, tenant, 'k-1');
  const chargeId = idFor(CHARGES_CREATE, tenant, random.pick(['k-1', 'k-1', 'k-2', 'k-3']));
  return random.pick([
    { kind: 'email', email },
    { kind: 'email', email },
    { kind: 'order', id: orderId },
    { kind: 'charge', id: chargeId },
  ] as const);
};

/** In a part of the worlds, operators who redact: anybody, at any time, several at once, again when it did not end well. */
export const operatorsIn = (surroundings: Surroundings) => {
  const { seed, timeline, storm, shoppers, hasOperators, redact, isThere, report } = surroundings;
  const isWorldOfRedactions = streamOf(seed, 'operators').chance(0.25);
  const pause = pauseIn(timeline);
  let [hasBegun, followed] = [false, 0];
  const errands: { readonly name: string; readonly asked: Asked }[] = [];

  /** The key with what is left of what was sent with it. */
  const askForTheRest = ({ subject, tenant }: Asked, name: string): void => {
    const first = shoppers.asked.find(
      ({ request }) =>
        subject.kind === 'charge' && request.tenant === tenant && idOfKey(request) === subject.id,
    );
    if (first === undefined) return;
    const { request } = first;
    const body = { ...(request.body as object), receiptEmail: null, description: null, metadata: null };
    if (JSON.stringify(body) === JSON.stringify(request.body) || !storm.happens(name)) return;
    void shoppers.ask({ ...request, body }, name, 2);
  };

  const goOn = async (name: string, asked: Asked, startMs: number): Promise<void> => {
    const random = streamOf(seed, name);
    const patience = random.pick([1, 2, 2, 4]);
    await pause(startMs);
    for (let attempt = 1; attempt <= patience; attempt += 1) {
      const run = `${name}, run ${attempt}`;
      const chance = streamOf(seed, run);
      const [isKilled, killMs] = [chance.chance(0.15), chance.between(1, chance.pick([50, 5_000]))];
      const pauseMs = chance.pick([0, 1_000, 20_000, 60_000, 400_000]);
      if (!storm.happens(run)) continue;
      const isStopped = isKilled && storm.happens(`${run} is stopped`);
      const isComplete = await redact({
        asked,
        name: run,
        killMs: isStopped ? killMs : undefined,
        lagMs: LAG_MAX_MS,
      });
      if (isComplete === true) return askForTheRest(asked, `${name}, another request`);
      await pause(pauseMs);
    }
  };

  const bystander = async (tenant: string): Promise<void> => {
    const name = `a bystander's order at ${tenant}`;
    const pauseMs = streamOf(seed, name).between(0, 5_000);
    const request: Request = { route: 'POST /orders', tenant, key: 'k-9', body: ORDER_OF_CARL };
    if (!storm.happens(name)) return;
    await pause(pauseMs);
    await shoppers.ask(request, name, 2);
  };

  const start = (name: string, tenant: string, startMsMax: readonly number[], chargeId?: string): void => {
    const random = streamOf(seed, `errand of ${name}`);
    const [drawn, isThatCharge] = [subjectOf(random, tenant), random.chance(0.5)];
    const subject =
      isThatCharge && chargeId !== undefined ? ({ kind: 'charge', id: chargeId } as const) : drawn;
    const asked = { tenant, subject };
    const [startMs, isTwice] = [random.between(0, random.pick(startMsMax)), random.chance(0.3)];
    if (!storm.happens(name)) return;
    errands.push({ name, asked });
    void goOn(name, asked, startMs);
    // Two at once: who is asked by two, or has lost patience with the first.
    if (isTwice && storm.happens(`${name}, twice`)) void goOn(`${name}, twice`, asked, startMs);
  };

  return {
    begin: (): void => {
      if (!hasOperators || !isWorldOfRedactions) return;
      hasBegun = true;
      const random = streamOf(seed, 'errands');
      void bystander(random.pick(TENANTS));
      const count = random.pick([1, 2, 3]);
      for (let number = 1; number <= count; number += 1) {
        start(`redaction ${number}`, random.pick(TENANTS), [3_000, 10_000, 60_000, 400_000]);
      }
    },

    /** A client sends something: often the moment at which a redaction is in its way. */
    afterRequest: (request: Request, name: string): void => {
      if (!hasBegun || followed === FOLLOWED_MAX || !streamOf(seed, `after ${name}`).chance(0.15)) return;
      followed += 1;
      const chargeId = request.route === 'POST /charges' ? idOfKey(request) : undefined;
      start(`redaction after ${name}`, request.tenant ?? '', [20, 100, 3_000], chargeId);
    },

    /** Nothing goes wrong any more: each is run until it has said that nothing is left. */
    end: (when: string): void => {
      hasBegun = false;
      const finish = async (name: string, asked: Asked): Promise<void> => {
        const { tenant, subject } = asked;
        for (let attempt = 1; ; attempt += 1) {
          const isComplete = await redact({ asked, name: `${name}, run ${attempt}`, lagMs: 0 });
          if (isComplete === true || (subject.kind !== 'email' && !isThere(tenant, subject.id))) return;
          if (attempt === LAST_ATTEMPTS) return report(lastRedactionViolations(name, isComplete));
          await pause(AGAIN_MS);
        }
      };
      const others = new Map(errands.map((errand) => [JSON.stringify(errand.asked), errand]));
      for (const { name, asked } of others.values()) void finish(`${name}, ${when}`, asked);
    },
  };
};
