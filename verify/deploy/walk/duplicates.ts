import { expectEqual } from '../expect.ts';
import type { HttpReply } from '../http.ts';
import { until } from '../patience.ts';
import { entriesOf } from './ledger.ts';
import { CARD, type Walk } from './walk.ts';

const COPIES = 50;

/** How often each status came, for the report: `1 × 201, 49 × 409`. */
export const tally = (replies: readonly Pick<HttpReply, 'status'>[]): string => {
  const counts = new Map<number, number>();
  for (const { status } of replies) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
};

/**
 * Fifty copies of one charge at once. Each that gets no definitive answer, whoever refused it, is repeated until it
 * gets one, as a client would: they all end with the same bytes, and one payment.
 */
export const walkDuplicates = async ({ caller, readLedger, signal }: Walk): Promise<string> => {
  const charge = { amount: 4200, currency: 'EUR', paymentMethod: CARD };
  const pay = () => caller.post('/charges', 'fifty-1', charge);
  const atOnce = <Reply>(work: (copy: number) => Promise<Reply>) =>
    Promise.all(Array.from({ length: COPIES }, (_, copy) => work(copy)));
  // Instances that start one after another would let the copies through one after another.
  const warm = await atOnce((copy) => caller.post('/charges', `warm-${copy}`, charge));
  const first = await atOnce(pay);

  const bodies = new Set<string>();
  for (const reply of first) {
    const definitive =
      reply.status === 201
        ? reply
        : await until('a definitive answer', { withinMs: 60_000, signal }, async () => {
            const next = await pay();
            return next.status === 201 ? next : undefined;
          });
    bodies.add(definitive.body);
  }
  expectEqual(bodies.size, 1, 'different 201 bodies');

  const [body = ''] = bodies;
  expectEqual(
    entriesOf(await readLedger(), JSON.parse(body).id).length,
    1,
    "entries in the processor's ledger",
  );
  return `after ${COPIES} different ones at once (${tally(warm)}): ${tally(first)}; repeated, all ${COPIES} end with the same 201; one ledger entry`;
};
