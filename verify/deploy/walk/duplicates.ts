import { expectEqual } from '../expect.ts';
import type { HttpReply } from '../http.ts';
import { until } from '../patience.ts';
import { problemCode } from './caller.ts';
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

/** On a machine that is busy enough, an attempt may die, and be too old to be resumed when somebody comes back. */
const KEYS_MAX = 3;

const isDefinitive = (reply: HttpReply): boolean =>
  reply.status === 201 || problemCode(reply) === 'charge-abandoned';

interface Ending {
  readonly first: readonly HttpReply[];
  /** The one that all of them got. */
  readonly reply: HttpReply;
}

const COPY = { amount: 4200, currency: 'EUR', paymentMethod: CARD };

const atOnce = <Reply>(work: (copy: number) => Promise<Reply>) =>
  Promise.all(Array.from({ length: COPIES }, (_, copy) => work(copy)));

/** Each that gets no definitive answer, whoever refused it, is repeated until it gets one, as a client would. */
const payAtOnce = async ({ caller, signal }: Walk, key: string): Promise<Ending> => {
  const pay = () => caller.post('/charges', key, COPY);
  const first = await atOnce(pay);
  const last: HttpReply[] = [];
  for (const reply of first) {
    const repeat = async () => {
      const next = await pay();
      return isDefinitive(next) ? next : undefined;
    };
    const patience = { withinMs: 60_000, signal };
    last.push(isDefinitive(reply) ? reply : await until('a definitive answer', patience, repeat));
  }
  const [reply] = last;
  if (reply === undefined) throw new Error('No copy was sent.');
  expectEqual(new Set(last.map(({ body }) => body)).size, 1, 'different definitive bodies');
  return { first, reply };
};

/**
 * Fifty copies of one charge at once: they all end with the same bytes, and one payment. If that ending is an abandoned
 * charge it is none, and a client would mean it anew with another key.
 */
export const walkDuplicates = async (walk: Walk): Promise<string> => {
  // Instances that start one after another would let the copies through one after another.
  const warm = await atOnce((copy) => walk.caller.post('/charges', `warm-${copy}`, COPY));
  for (let abandoned = 0; abandoned < KEYS_MAX; abandoned += 1) {
    const key = `fifty-${abandoned + 1}`;
    const { first, reply } = await payAtOnce(walk, key);
    const { id } = JSON.parse((await walk.caller.get(`/charges?idempotencyKey=${key}`)).body);
    const payments = entriesOf(await walk.readLedger(), id).length;
    expectEqual(payments, reply.status === 201 ? 1 : 0, "entries in the processor's ledger");
    if (reply.status !== 201) continue;
    const before =
      abandoned === 0 ? '' : `; keys before it that ended abandoned, without a payment: ${abandoned}`;
    return `after ${COPIES} different ones at once (${tally(warm)}): ${tally(first)}; repeated, all ${COPIES} end with the same 201; one ledger entry${before}`;
  }
  throw new Error(
    `${KEYS_MAX} keys, one after the other, ended as abandoned: this machine is too slow to tell`,
  );
};
