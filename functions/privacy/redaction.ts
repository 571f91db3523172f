import type { Charge } from '../charges/charge.ts';
import type { IdempotencyRecord, StoredResponse } from '../idempotency/record.ts';
import type { Order } from '../orders/order.ts';

/** Stands where an address was: RFC 2606 §2 keeps the name from ever being one, and nothing is sent to it. */
export const REDACTED_EMAIL = 'redacted@redacted.invalid';

/** An item that holds a record. */
export type Stored<Item> = Item & { readonly record: IdempotencyRecord; readonly redactedAtMs?: number };

/** What is to be written over what a person has left in an item. */
export interface Redaction {
  /** Attributes of the item. */
  readonly set: Readonly<Record<string, unknown>>;
  /** The stored reply's body without it; `null` where no reply is stored. */
  readonly body: string | null;
}

const CHARGE_MEMBERS = { description: null, metadata: null } as const;
const ORDER_MEMBERS = { customer: { email: REDACTED_EMAIL }, metadata: null } as const;

/** Only the named members change: every other byte of the reply stays as it was given. */
const redactBody = (
  { contentType, body }: StoredResponse,
  members: Readonly<Record<string, unknown>>,
): string => {
  // A stored problem says nothing that a client has sent.
  if (contentType !== 'application/json') return body;
  const resource = JSON.parse(body) as Record<string, unknown>;
  for (const [name, value] of Object.entries(members)) if (name in resource) resource[name] = value;
  return JSON.stringify(resource);
};

const replyOf = (record: IdempotencyRecord, members: Readonly<Record<string, unknown>>): string | null =>
  record.state === 'completed' ? redactBody(record.response, members) : null;

/**
 * A charge without what its payer can be known by: address, description, metadata, in the item and in its stored reply.
 * Amount, ids and the whole record but those members stay, so that the key is as protected as before.
 */
export const redactionOfCharge = ({ record }: Pick<Stored<Charge>, 'record'>): Redaction => ({
  set: { ...CHARGE_MEMBERS, receiptEmail: null },
  body: replyOf(record, CHARGE_MEMBERS),
});

/** An order likewise: its customer's address and its metadata. What was ordered and for how much stays. */
export const redactionOfOrder = ({ record }: Pick<Stored<Order>, 'record'>): Redaction => ({
  set: { ...ORDER_MEMBERS },
  body: replyOf(record, ORDER_MEMBERS),
});

const sameEmail = (one: unknown, other: string): boolean =>
  typeof one === 'string' && one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * Whether an order names this address: now, or in the reply that it was created with, which a PUT does not change. Letter
 * case makes no difference: no mail service in use tells addresses apart by it.
 */
export const isOrderOf = ({ customer, record }: Stored<Order>, email: string): boolean => {
  if (sameEmail(customer.email, email)) return true;
  if (record.state !== 'completed' || record.response.contentType !== 'application/json') return false;
  const { customer: first } = JSON.parse(record.response.body) as { customer?: { email?: unknown } };
  return sameEmail(first?.email, email);
};

/** Whether an order was redacted, and no PUT has said since whose it is. */
export const isOrderOfNobody = ({ customer }: Pick<Order, 'customer'>): boolean =>
  customer.email === REDACTED_EMAIL;

/** Whether a charge's own receipt went to this address. */
export const isChargeOf = ({ receiptEmail }: Pick<Charge, 'receiptEmail'>, email: string): boolean =>
  sameEmail(receiptEmail, email);
