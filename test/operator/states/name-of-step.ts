import type { StoredItem } from '../../rig/stored.ts';
import type { Arrow, Kind } from './diagrams.ts';

export const kindOf = ({ id }: StoredItem): Kind => {
  if (id.startsWith('ch_')) return 'Charge';
  return id.startsWith('re_') ? 'Refund' : 'Order';
};

const stateOf = (item: StoredItem): string => {
  if (item.status !== 'processing') return item.status;
  return item.record.state === 'in-progress' ? 'claimed' : item.record.state;
};

const ofOpen = (kind: Kind, before: StoredItem, after: StoredItem, nowMs: number): string => {
  const isOld = before.record.settleAtMs <= nowMs;
  if (before.record.state === 'released')
    return after.record.state === 'completed' ? 'abandon' : 'execute again';
  if (after.record.state === 'released') return 'release';
  if (after.record.state === 'completed') return 'complete';
  if (!isOld) return 'take over';
  return kind === 'Charge' ? 'settle' : 'resume';
};

const ofEndedCharge = (before: StoredItem, after: StoredItem): string => {
  const refundedMore = after.amountRefunded - before.amountRefunded;
  if (refundedMore !== 0) return refundedMore > 0 ? 'refund counted' : 'refund uncounted';
  return after.refundable > (before.refundable ?? after.amount) ? 'refund given back' : 'refund reserved';
};

const ORDER_STEPS: Readonly<Record<string, string>> = {
  'placed canceled': 'cancel',
  'placed paying': 'hold',
  'paying paid': 'pay',
  'paying placed': 'free',
};

/** What a write did to an item, by the item alone: nothing of the code that wrote it is believed. */
export const arrowOf = (before: StoredItem | undefined, after: StoredItem, nowMs: number): Arrow => {
  const kind = kindOf(after);
  const arrow = (from: string, step: string): Arrow => `${from} --> ${stateOf(after)} : ${step}`;
  if (before === undefined) return arrow('[*]', kind === 'Order' ? 'place' : 'claim');
  const from = stateOf(before);
  if (before.redactedAtMs !== after.redactedAtMs) return arrow(from, 'redact');
  if (kind === 'Order') return arrow(from, ORDER_STEPS[`${from} ${stateOf(after)}`] ?? 'replace');
  if (before.status === 'processing') return arrow(from, ofOpen(kind, before, after, nowMs));
  return arrow(from, kind === 'Charge' ? ofEndedCharge(before, after) : 'fail late');
};
