import type { Event } from '../../functions/http/call.ts';
import { holding, instantProcessor } from '../contenders/instant-processor.ts';
import type { Contender } from '../contenders/routes.ts';
import { type Started, startContender } from './contender.ts';
import { CONTEXT, type Driven, drive } from './drive.ts';
import { TURNS } from './entrants.ts';
import type { Traffic } from './network.ts';
import { newRequests, repeatsOf } from './requests.ts';
import type { Entrant, Setting } from './result.ts';

const STATUS = { first: 201, replay: 201, conflict: 409 } as const;

/** One entrant's requests of one round. */
export interface Turn extends Driven {
  readonly traffic: Traffic;
}

/**
 * All contenders on fresh tables, with records to replay and records in progress: as many of each as are asked for at the
 * same time, so that requests do not meet at one item.
 */
export const startField = async ({ networkMs, concurrent }: Setting) => {
  const { processor, payments } = instantProcessor();
  const held = holding(processor);
  const pending: Promise<unknown>[] = [];

  const prepare = async (contender: Contender) => {
    const started: Started = await startContender(contender, networkMs);
    const routes = started.routesWith(processor);
    const repeated = { order: newRequests('order', concurrent), charge: newRequests('charge', concurrent) };
    const inProgress = newRequests('charge', concurrent);
    if (contender !== 'without key') {
      await drive(routes.order, repeated.order, 1, 201);
      await drive(routes.charge, repeated.charge, 1, 201);
      const { charge } = started.routesWith(held.processor);
      for (const event of inProgress) {
        const ask = () => {
          const asked = charge(event, CONTEXT);
          pending.push(asked);
          return asked;
        };
        await held.untilAsked(ask);
      }
    }
    started.traffic();
    return { ...started, routes, repeated, inProgress };
  };
  const contenders = {
    ours: await prepare('ours'),
    stock: await prepare('stock'),
    'without key': await prepare('without key'),
  };

  const eventsOf = ({ contender, job, situation }: Entrant, count: number): readonly Event[] => {
    const { repeated, inProgress } = contenders[contender];
    switch (situation) {
      case 'first':
        return newRequests(job, count);
      case 'replay':
        return repeatsOf(repeated[job], count);
      case 'conflict':
        return repeatsOf(inProgress, count);
    }
  };

  return {
    entrants: TURNS,
    take: async (entrant: Entrant, count: number): Promise<Turn> => {
      const { routes, traffic } = contenders[entrant.contender];
      const events = eventsOf(entrant, count);
      const before = payments();
      const driven = await drive(routes[entrant.job], events, concurrent, STATUS[entrant.situation]);
      const expected = entrant.job === 'charge' && entrant.situation === 'first' ? count : 0;
      if (payments() - before !== expected)
        throw new Error(`${payments() - before} payments for ${expected} first charges`);
      return { ...driven, traffic: traffic() };
    },
    stop: async (): Promise<void> => {
      held.answer();
      await Promise.allSettled(pending);
      for (const { stop } of Object.values(contenders)) stop();
    },
  };
};
