import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import { idFor } from '../../../functions/idempotency/index.ts';
import type { LedgerEntry } from '../../../local/stripe/index.ts';
import type { Books, Resource } from './books.ts';
import { bytesOf, isStored, type Said } from './notebook.ts';

export interface Ending extends Books {
  readonly said: readonly Said[];
}

const groupBy = <T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return groups;
};

const captured = (ledger: readonly LedgerEntry[]): LedgerEntry[] =>
  ledger.filter(({ status }) => status === 'succeeded');

const short = ({ tenant, call }: Said): string => [tenant, call.path, call.key ?? ''].join(' ').trim();

const bodyOf = ({ call }: Said): string => JSON.stringify(call.body);

/** By the processor's own books: once per charge, once per order, and never without a charge that says so. */
const ofMoney = ({ charges, ledger }: Books): string[] => {
  const moved = groupBy(captured(ledger), ({ chargeId }) => chargeId);
  const known = new Map(charges.map((charge) => [charge.id as string, charge]));
  const ofOrders = captured(ledger).filter(({ chargeId }) => known.get(chargeId)?.orderId != null);
  const paid = groupBy(ofOrders, ({ chargeId }) => known.get(chargeId)?.orderId);
  const sharing = groupBy(charges, ({ id }) => id);
  return [
    ...[...sharing].filter(([, all]) => all.length > 1).map(([id]) => `${id} is the charge of two tenants`),
    ...[...moved].filter(([, entries]) => entries.length > 1).map(([id]) => `${id} moved money twice`),
    ...[...paid].filter(([, entries]) => entries.length > 1).map(([id]) => `${id} was paid twice`),
    ...[...moved]
      .filter(([id]) => known.get(id)?.status !== 'succeeded')
      .map(([id]) => `${id} moved money and is ${known.get(id)?.status ?? 'unknown'}`),
    ...charges.flatMap(({ id, status, amount, currency }) => {
      const [entry] = moved.get(id) ?? [];
      if (status !== 'succeeded') return [];
      if (entry === undefined) return [`${id} succeeded and moved no money`];
      const isSame = entry.amount === amount && entry.currency === currency;
      return isSame ? [] : [`${id} moved ${entry.amount} ${entry.currency} instead of ${amount} ${currency}`];
    }),
  ];
};

/** Nothing is left open, and an order says what its charges say. */
const ofStates = ({ charges, orders }: Books): string[] => {
  const payers = groupBy(
    charges.filter(({ orderId, status }) => orderId !== null && status === 'succeeded'),
    ({ orderId }) => orderId,
  );
  const contradictions = ({ id, status, chargeId, total, currency }: Resource): string[] => {
    const [payer] = payers.get(id) ?? [];
    if (status === 'paying') return [`${id} is paying for ever`];
    if (status !== 'paid') return payer === undefined ? [] : [`${id} is ${status}, but ${payer.id} paid it`];
    if (payer?.id !== chargeId) return [`${id} says that ${chargeId} paid it, it was ${payer?.id}`];
    const isSame = payer?.amount === total && payer?.currency === currency;
    return isSame ? [] : [`${id} costs ${total} and was paid with ${payer?.amount}`];
  };
  return [
    ...charges.filter(({ status }) => status === 'processing').map(({ id }) => `${id} never ended`),
    ...orders.flatMap(contradictions),
  ];
};

/** One key, one answer: its bytes never change, one reply at most is the first, and other requests are refused. */
const ofReplies = ({ said }: Ending): string[] => {
  const withKey = said.filter(({ call }) => call.key !== undefined);
  return [...groupBy(withKey, short)].flatMap(([name, all]) => {
    const stored = all.filter(({ reply }) => isStored(reply));
    const bodies = new Set(stored.map(bodyOf));
    const firsts = stored.filter(({ reply }) => reply.headers['idempotent-replayed'] !== 'true');
    // By then another request with this key has been answered.
    const lastOfEach = new Map(all.filter(({ isLate }) => isLate).map((one) => [bodyOf(one), one.reply]));
    const others = [...lastOfEach].filter(
      ([body, { status }]) => bodies.size > 0 && !bodies.has(body) && status !== 422,
    );
    const last = all.findLast(({ isLate }) => isLate)?.reply;
    return [
      ...(new Set(stored.map(({ reply }) => bytesOf(reply))).size > 1
        ? [`${name} got differing replies`]
        : []),
      ...(bodies.size > 1 ? [`${name} was answered for two requests`] : []),
      ...(firsts.length > 1 ? [`${name} was executed ${firsts.length} times by what it says`] : []),
      ...others.map(([, { status }]) => `${name} for another request: ${status}, not 422`),
      ...(all.some(({ reply }) => reply.json?.code === 'internal-error')
        ? [`${name} met a mistake of ours`]
        : []),
      ...(last === undefined || last.status >= 500 || last.json?.retry === 'same-key'
        ? [`${name} has no final reply: ${last?.text ?? 'none'}`]
        : []),
    ];
  });
};

/** What was told to a client is so, and stays so. */
const ofPromises = ({ said, charges, orders, ledger }: Ending): string[] => {
  const moved = new Set(captured(ledger).map(({ chargeId }) => chargeId));
  const resources = new Map([...charges, ...orders].map((each) => [`${each.tenant} ${each.id}`, each]));
  return said.flatMap((each) => {
    const { tenant, call, reply } = each;
    const { json, status } = reply;
    const now = resources.get(`${tenant} ${json?.id ?? call.path.split('/').at(-1)}`);
    if (call.method === 'DELETE')
      return status === 204 && now?.status !== 'canceled'
        ? [`${call.path} was canceled, is ${now?.status}`]
        : [];
    if (call.method === 'PUT')
      return status === 200 && now?.total !== json.total && now?.status !== 'canceled'
        ? [`${call.path} was replaced, its total is ${now?.total}`]
        : [];
    if (call.path === '/charges' && isStored(reply) && status !== 201) {
      const id = idFor(CHARGES_CREATE, tenant, call.key ?? '');
      return moved.has(id) ? [`${short(each)} was answered ${status}, and money moved`] : [];
    }
    const isOfCharge = call.path.startsWith('/charges');
    if (status !== 201 && !(isOfCharge && json?.status === 'succeeded')) return [];
    if (now === undefined) return [`${short(each)} was acknowledged and is missing`];
    return isOfCharge && !(moved.has(json.id) && JSON.stringify(json) === JSON.stringify(withoutTenant(now)))
      ? [`${short(each)} was acknowledged as another charge than there is`]
      : [];
  });
};

const withoutTenant = ({ tenant: _, ...resource }: Resource): object => resource;

/** Everything that is not as promised, each thing once. */
export const violationsOf = (ending: Ending): string[] => [
  ...new Set([...ofMoney(ending), ...ofStates(ending), ...ofReplies(ending), ...ofPromises(ending)]),
];

/** The recovery finds out what happened. It moves no money. */
export const moneyMovedBetween = (
  before: readonly LedgerEntry[],
  after: readonly LedgerEntry[],
): string[] => {
  const known = new Set(captured(before).map(({ id }) => id));
  return captured(after)
    .filter(({ id }) => !known.has(id))
    .map(({ chargeId }) => `${chargeId} moved money by the recovery`);
};
