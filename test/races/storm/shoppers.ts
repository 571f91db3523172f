import { setTimeout as passed } from 'node:timers/promises';
import type { Call, Client } from '../../local/http/rig/client.ts';
import { attempt, insist, type MaybeReply } from '../../local/http/rig/patience.ts';
import { CHARGE, charge, DECLINING, ORDER, order } from '../../local/http/rig/requests.ts';
import type { PlannedCharge, Story } from './story.ts';

const UNIT_AMOUNT = 1250;

const orderOf = (quantity: number) => ({
  ...ORDER,
  items: [{ sku: 'mug', quantity, unitAmount: UNIT_AMOUNT }],
});

/** Whoever never gets an answer leaves in the end: that a key has one at all is looked at in the calm. */
const insistWhileReasonable = async (client: Client, call: Call): Promise<MaybeReply> =>
  (await insist(client, call).catch(() => [])).at(-1);

const chargeFor = (story: Story, planned: PlannedCharge, orderId: string | null): Call => {
  const isReplaced = story.disturbance?.method === 'PUT' && planned.paysReplaced;
  const amount = (story.quantity + (isReplaced ? 1 : 0)) * UNIT_AMOUNT;
  const paymentMethod = planned.isDeclining ? DECLINING : CHARGE.paymentMethod;
  return charge(planned.key, { amount, paymentMethod, orderId });
};

/** The same key for something else. */
const reused = (call: Call): Call => ({ ...call, body: { ...(call.body as object), amount: 1 } });

const pay = async (client: Client, planned: PlannedCharge, call: Call): Promise<void> => {
  await passed(planned.delayMs);
  const send = planned.leavesAfterOne ? attempt : insistWhileReasonable;
  const replies = await Promise.all(Array.from({ length: planned.copies }, () => send(client, call)));
  const paid = replies.find((reply) => reply?.status === 201);
  if (planned.looks && paid !== undefined) await attempt(client, { path: `/charges/${paid.json.id}` });
};

const disturb = async (client: Client, story: Story, orderId: string): Promise<void> => {
  const { method, delayMs } = story.disturbance ?? {};
  if (method === undefined) return;
  await passed(delayMs);
  const body = method === 'PUT' ? { body: orderOf(story.quantity + 1) } : {};
  await insistWhileReasonable(client, { method, path: `/orders/${orderId}`, ...body });
};

/** Plays one story with one tenant's client, to the end of its patience. */
export const tell = async (client: Client, story: Story): Promise<void> => {
  const { orderKey, quantity, charges, reuse } = story;
  let orderId: string | null = null;
  if (orderKey !== null) {
    const placed = await insistWhileReasonable(client, order(orderKey, orderOf(quantity)));
    if (placed?.status !== 201) return;
    orderId = placed.json.id as string;
  }
  const calls = charges.map((planned) => ({ planned, call: chargeFor(story, planned, orderId) }));
  const other = calls.slice(0, 1).map(({ call }) => reused(call));
  await Promise.all([
    ...calls.map(({ planned, call }) => pay(client, planned, call)),
    ...(orderId === null ? [] : [disturb(client, story, orderId)]),
    ...(reuse === 'meanwhile' ? other.map((call) => insistWhileReasonable(client, call)) : []),
  ]);
  if (reuse === 'afterwards') for (const call of other) await insistWhileReasonable(client, call);
};
