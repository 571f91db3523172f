import { type Market, pauseIn } from './customer.ts';
import { REPLACEMENTS } from './goods.ts';
import { streamOf } from './random.ts';

/** Others, who look at what goes on and reach into it. */
export const bystandersIn = ({ seed, service, timeline, storm }: Market) => {
  const pause = pauseIn(timeline);

  return {
    /** Replaces or cancels an order that may be about to be paid: of the own tenant, or a stranger's. */
    disturb: async (name: string, tenant: string, orderId: string): Promise<void> => {
      const random = streamOf(seed, name);
      const isPut = random.chance(0.5);
      const body = random.pick(REPLACEMENTS);
      const pauseMs = random.between(0, random.pick([10, 20, 100, 3_000, 30_000, 400_000]));
      if (!storm.happens(name)) return;
      await pause(pauseMs);
      const path = { id: orderId };
      if (isPut) await service.call({ route: 'PUT /orders/{id}', tenant, path, body }, name);
      else await service.call({ route: 'DELETE /orders/{id}', tenant, path }, name);
    },

    /** Reads a charge of whoever has one by then, also another tenant's. */
    look: async (name: string, tenant: string, ids: ReadonlySet<string>): Promise<void> => {
      const random = streamOf(seed, name);
      const pauseMs = random.between(0, random.pick([10_000, 400_000]));
      const place = random.next();
      if (!storm.happens(name)) return;
      await pause(pauseMs);
      const id = [...ids][Math.floor(place * ids.size)];
      if (id !== undefined) await service.call({ route: 'GET /charges/{id}', tenant, path: { id } }, name);
    },
  };
};
