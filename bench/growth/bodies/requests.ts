import { randomUUID } from 'node:crypto';
import { createCharge } from '../../../functions/charges/create.ts';
import { createOrder } from '../../../functions/orders/create.ts';
import { logged } from '../../../scale/counting/logged.ts';
import { chargeWithoutKey, orderWithoutKey } from '../../contenders/without-key.ts';
import { median } from '../../method/percentiles.ts';
import { turnsOf } from '../../method/turns.ts';
import type { BodyPoint, Request } from '../result.ts';
import { ask, type Stage } from '../stage.ts';
import type { Series } from './series.ts';

const WARM_UP_ROUNDS = 2;

const CONTENDERS = {
  ours: ({ dependencies }: Stage) => ({
    order: createOrder(dependencies, dependencies.settings),
    charge: createCharge(dependencies),
  }),
  withoutKey: ({ dependencies }: Stage) => ({
    order: orderWithoutKey(dependencies, dependencies.settings),
    charge: chargeWithoutKey(dependencies),
  }),
} as const;

type Way = keyof typeof CONTENDERS;

/** First requests, the sizes and the two ways in turn: how long one takes, and the units of all that it writes. */
export const requestsOf = async (
  stage: Stage,
  { job, sizes, bodyOf }: Series,
  rounds: number,
): Promise<Pick<BodyPoint, 'request'>[]> => {
  const ways: readonly Way[] = ['ours', 'withoutKey'];
  const turns = sizes.flatMap((size) =>
    ways.map((way) => ({
      size,
      way,
      handler: CONTENDERS[way](stage)[job],
      body: JSON.stringify(bodyOf(size)),
      tookMs: [] as number[],
      writeUnits: [] as number[],
    })),
  );
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1)
    for (const { handler, body, tookMs, writeUnits } of turnsOf(turns, round)) {
      stage.meter.take();
      const { result } = await logged(async () => {
        const startedMs = performance.now();
        await ask(handler, { route: `POST /${job}s`, key: randomUUID(), body }, 201);
        return performance.now() - startedMs;
      });
      if (round < WARM_UP_ROUNDS) continue;
      tookMs.push(result);
      const { writes } = stage.meter.take();
      writeUnits.push(Object.values(writes).reduce((sum, units) => sum + units, 0));
    }
  const of = (size: number, way: Way): Request => {
    const [turn] = turns.filter((one) => one.size === size && one.way === way);
    return { p50Ms: median(turn?.tookMs ?? []), writeUnits: Math.max(...(turn?.writeUnits ?? [])) };
  };
  return sizes.map((size) => ({ request: { ours: of(size, 'ours'), withoutKey: of(size, 'withoutKey') } }));
};
