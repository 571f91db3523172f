import type { Event } from '../../functions/http/call.ts';
import type { RouteHandler } from '../../functions/http/route.ts';

/** The longest that a function may run: nothing that is held in progress is taken over while it is measured. */
export const CONTEXT = { getRemainingTimeInMillis: () => 900_000 };

/** How some requests went. */
export interface Driven {
  readonly latenciesMs: readonly number[];
  readonly wallMs: number;
}

/**
 * Sends each event once, never more than `concurrent` at a time, the next as soon as one is answered.
 *
 * @throws Error when an answer is not the expected one: it would be the time of something else
 */
export const drive = async (
  handler: RouteHandler,
  events: readonly Event[],
  concurrent: number,
  status: number,
): Promise<Driven> => {
  const latenciesMs: number[] = [];
  const left = events.values();
  const lane = async (): Promise<void> => {
    for (const event of left) {
      const startedAtMs = performance.now();
      const answer = await handler(event, CONTEXT);
      latenciesMs.push(performance.now() - startedAtMs);
      if (answer.statusCode !== status)
        throw new Error(`${event.routeKey}: ${status} expected, ${answer.statusCode} came: ${answer.body}`);
    }
  };
  const startedAtMs = performance.now();
  await Promise.all(Array.from({ length: concurrent }, lane));
  return { latenciesMs, wallMs: performance.now() - startedAtMs };
};
