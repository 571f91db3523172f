import { newCharge } from '../../../functions/charges/schema.ts';
import { type Event, readBody, type Schema } from '../../../functions/http/call.ts';
import { isProblem } from '../../../functions/http/problem.ts';
import { FINGERPRINT_VERSION } from '../../../functions/idempotency/fingerprint.ts';
import { fingerprinter } from '../../../functions/idempotency/index.ts';
import { orderContent } from '../../../functions/orders/schema.ts';
import { toEvent } from '../../../scale/counting/event.ts';
import { median } from '../../method/percentiles.ts';
import { turnsOf } from '../../method/turns.ts';
import type { BodyPoint } from '../result.ts';
import type { Job, Series } from './series.ts';

const SCHEMAS: Readonly<Record<Job, Schema<unknown>>> = { order: orderContent, charge: newCharge };

/** How long a turn is to take: long beside the clock's resolution. The warm-up tells how many bodies that are. */
const TURN_US = 5_000;
const TURN_BODIES_MIN = 3;
const WARM_UP_BODIES = 20;
const WARM_UP_ROUNDS = 2;

const read = (event: Event, schema: Schema<unknown>): unknown => {
  const parsed = readBody(event, schema);
  if (isProblem(parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.received;
};

/** What every route does with a body, and what a route with a key does beside it. */
const readAndFingerprint = (event: Event, schema: Schema<unknown>): void => {
  const request = { method: 'POST', route: event.rawPath, pathParameters: {}, body: read(event, schema) };
  fingerprinter(request)(FINGERPRINT_VERSION);
};

/** Microseconds of CPU for each body, the sizes and the two ways in turn. */
export const cpuOf = ({ job, sizes, bodyOf }: Series, rounds: number): Pick<BodyPoint, 'cpuUs'>[] => {
  const ways = { ours: readAndFingerprint, withoutKey: read };
  const turns = sizes.flatMap((size) =>
    Object.entries(ways).map(([way, act]) => {
      const event = toEvent({ route: `POST /${job}s`, body: bodyOf(size) });
      return { size, way, act, event, bodies: WARM_UP_BODIES, tookUs: [] as number[] };
    }),
  );
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1)
    for (const turn of turnsOf(turns, round)) {
      const before = process.cpuUsage();
      for (let n = 0; n < turn.bodies; n += 1) turn.act(turn.event, SCHEMAS[job]);
      const { user, system } = process.cpuUsage(before);
      const tookUs = (user + system) / turn.bodies;
      if (round < WARM_UP_ROUNDS) turn.bodies = Math.max(TURN_BODIES_MIN, Math.ceil(TURN_US / tookUs));
      else turn.tookUs.push(tookUs);
    }
  const of = (size: number, way: keyof typeof ways): number =>
    median(turns.filter((turn) => turn.size === size && turn.way === way).flatMap(({ tookUs }) => tookUs));
  return sizes.map((size) => ({ cpuUs: { ours: of(size, 'ours'), withoutKey: of(size, 'withoutKey') } }));
};
