import type { Request } from '../rig/invoke.ts';
import type { Reply } from './gateway.ts';
import { streamOf } from './random.ts';
import { isDefinitive } from './reply.ts';
import type { Service } from './service.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';

/** Who clients are in: what they can call and what can go wrong for them. */
export interface Market {
  readonly seed: number;
  readonly service: Service;
  readonly timeline: Timeline;
  readonly storm: Storm;
}

export const pauseIn =
  (timeline: Timeline) =>
  (durationMs: number): Promise<void> =>
    new Promise((resolve) => timeline.after(durationMs, resolve));

/** When a charge is abandoned, half by the recovery and half by whoever comes back. */
const SETTLED_AROUND_MS = { min: 298_000, max: 303_000 };

const mayRepeat = (reply: Reply): boolean =>
  reply === undefined ||
  reply.json?.retry === 'same-key' ||
  (reply.json?.code === undefined && reply.status >= 500);

/**
 * Sends a request until the reply is definitive, or patience ends: double taps, back-off, `Retry-After`, or minutes
 * later.
 *
 * @param name the same in every run of the seed
 */
export const insistIn =
  ({ seed, service, timeline, storm }: Market) =>
  async (request: Request, name: string, attempts: number): Promise<Reply> => {
    const random = streamOf(seed, name);
    const pause = pauseIn(timeline);
    for (let attempt = 1; ; attempt += 1) {
      // A double tap is several copies at once.
      const taps = random.pick([1, 1, 1, 2, 3]);
      const copies: Promise<Reply>[] = [];
      for (let tap = 1; tap <= taps; tap += 1) {
        const tapName = `${name}, try ${attempt}${tap === 1 ? '' : `, tap ${tap}`}`;
        if (tap === 1 || storm.happens(tapName)) copies.push(service.call(request, tapName));
      }
      const replies = await Promise.all(copies);
      const answer = replies.find((reply) => reply !== undefined && isDefinitive(reply));
      const retryAfterMs = Number(replies[0]?.headers['retry-after'] ?? 1) * 1_000;
      const settledMs = random.between(SETTLED_AROUND_MS.min, SETTLED_AROUND_MS.max);
      const pauseMs = random.pick([
        0,
        100,
        1_000,
        100 * 2 ** attempt,
        retryAfterMs,
        60_000,
        settledMs,
        400_000,
      ]);
      if (answer !== undefined) return answer;
      if (attempt >= attempts || !replies.some(mayRepeat)) return replies[0];
      if (!storm.happens(`${name}, patience after try ${attempt}`)) return replies[0];
      await pause(pauseMs);
    }
  };
