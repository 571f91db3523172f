import type { EpochMs } from '../shared/clock.ts';
import { isPassing, isThrottle } from '../shared/passing.ts';
import type { World } from '../shared/world.ts';
import type { WriteResult } from './conditional-write.ts';

/**
 * DynamoDB could not be brought to answer in time.
 *
 * `nothing-written` is certain; `contended` means that it kept saying "not now", which is certain too;
 * `maybe-written` means that at least one of the writes may have been carried out.
 */
export class StoreUnavailable extends Error {
  readonly code = 'store-unavailable';
  readonly effect: 'nothing-written' | 'contended' | 'maybe-written';

  constructor(effect: StoreUnavailable['effect'], options?: ErrorOptions) {
    super(`DynamoDB did not answer in time (${effect})`, options);
    this.name = 'StoreUnavailable';
    this.effect = effect;
  }
}

/**
 * For a call that follows others which may have been carried out: whatever becomes of it, "nothing happened" is more
 * than anybody knows.
 *
 * @param instead the one effect to replace @default - all of them
 */
export const orMaybeWritten = async <Result>(
  call: Promise<Result>,
  instead?: StoreUnavailable['effect'],
): Promise<Result> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof StoreUnavailable && (instead === undefined || error.effect === instead))
      throw new StoreUnavailable('maybe-written', { cause: error });
    throw error;
  }
};

/** First pause, doubled up to the last, each drawn from 0 to its length (full jitter). */
const PAUSE_FIRST_MS = 25;
const PAUSE_LAST_MS = 1_000;

/** The connection was never made, so nothing was sent. */
const isNeverSent = (error: unknown): boolean =>
  error instanceof Error &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );

/**
 * Repeats a store call until it is answered or `untilMs` has come, and remembers whether any of the unanswered ones
 * may have been carried out. The SDK's own retries are off: they would hide that.
 *
 * @throws StoreUnavailable when the time is over
 * @throws what the call threw, if no repetition can mend it (a missing table, a missing permission)
 */
export const persist = async <Result extends WriteResult<unknown> | { readonly kind: 'read' }>(
  world: World,
  untilMs: EpochMs,
  call: () => Promise<Result>,
): Promise<Exclude<Result, { kind: 'contended' }>> => {
  let effect: StoreUnavailable['effect'] = 'nothing-written';
  for (let round = 0; ; round += 1) {
    let cause: unknown;
    try {
      const result = await call();
      if (result.kind !== 'contended') return result as Exclude<Result, { kind: 'contended' }>;
      if (effect === 'nothing-written') effect = 'contended';
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (isThrottle(error)) effect = effect === 'nothing-written' ? 'contended' : effect;
      else if (!isNeverSent(error)) effect = 'maybe-written';
      cause = error;
    }
    const pauseMs = world.random() * Math.min(PAUSE_LAST_MS, PAUSE_FIRST_MS * 2 ** round);
    if (world.clock() + pauseMs >= untilMs) throw new StoreUnavailable(effect, { cause });
    await world.sleep(pauseMs);
  }
};
