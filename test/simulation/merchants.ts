import type { Request } from '../rig/invoke.ts';
import { type Market, pauseIn } from './customer.ts';
import type { Reply } from './gateway.ts';
import { type Random, streamOf } from './random.ts';

type Ask = (request: Request, name: string, attempts: number) => Promise<Reply>;

/** A charge that somebody may want to be given back. */
interface Sale {
  readonly tenant: string;
  readonly chargeId: string;
  /** The charge's key: a merchant names the refund after it. */
  readonly key: string;
  readonly amount: number;
  readonly isPaid: boolean;
}

const OTHER_TENANT: Readonly<Record<string, string>> = { acme: 'globex', globex: 'acme' };

/** A part, several of which are more than the whole; all; what is left; more than there ever was. */
const bodyOf = (random: Random, paid: number): { readonly amount?: number; readonly reason?: string } =>
  random.pick([
    { amount: Math.ceil(paid * 0.2) },
    { amount: Math.ceil(paid * 0.4) },
    { amount: Math.ceil(paid * 0.7) },
    { amount: paid },
    // The reason tells apart what was asked for with and without an amount.
    { reason: 'duplicate' },
    { reason: 'duplicate' },
    { amount: paid + 1 },
  ]);

/** Those who give money back, in a part of the worlds: too much, too often, too early, and what is not theirs. */
export const merchantsIn = ({ seed, timeline, storm }: Market, ask: Ask) => {
  const isWorldOfRefunds = streamOf(seed, 'merchants').chance(0.4);
  const pause = pauseIn(timeline);

  /** @param name the sale's, the same in every run of the seed */
  const afterSale = async (name: string, { tenant, chargeId, key, amount, isPaid }: Sale): Promise<void> => {
    const random = streamOf(seed, `${name} refunds`);
    const [isWanted, isWantedAnyway, reuses, trespasses] = [0.8, 0.15, 0.15, 0.15].map(random.chance);
    const keys = random.pick([['r-1'], ['r-1', 'r-2'], ['r-1', 'r-2', 'r-3']]);
    const sharedKeys = random.chance(0.1);
    const wishes = keys.map((each) => ({
      route: 'POST /charges/{id}/refunds',
      tenant,
      // Named after the sale, or the same for every charge of the tenant.
      key: sharedKeys ? each : `${key}-${each}`,
      path: { id: chargeId },
      body: bodyOf(random, amount),
    }));
    const plans = wishes.map((request) => ({
      request,
      patience: random.pick([1, 1, 2, 4, 8]),
      pauseMs: random.between(0, random.pick([10, 100, 3_000, 60_000, 400_000])),
    }));
    const [first] = wishes;
    if (!isWorldOfRefunds || first === undefined || !(isPaid ? isWanted : isWantedAnyway)) return;

    const begin = async (request: Request, what: string, patience: number, pauseMs: number) => {
      if (!storm.happens(what)) return;
      await pause(pauseMs);
      await ask(request, what, patience);
    };
    for (const { request, patience, pauseMs } of plans)
      void begin(request, `${name} refund ${request.key}`, patience, pauseMs);
    const [{ pauseMs } = { pauseMs: 0 }] = plans;
    const other = { ...first, body: { amount: Math.ceil(amount * 0.1) } };
    if (reuses) void begin(other, `${name} refund ${first.key}, other amount`, 2, pauseMs);
    const foreign = { ...first, tenant: OTHER_TENANT[tenant] ?? tenant };
    if (trespasses) void begin(foreign, `${name} refund by a stranger`, 2, pauseMs);
  };
  return { afterSale: (name: string, sale: Sale) => void afterSale(name, sale) };
};
