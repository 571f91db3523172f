/** All that a world is held to, after every step and at its end. */
export const INVARIANTS = {
  'one-charge-per-key': "a tenant's key moves money once at most, by the processor's own books",
  'one-charge-per-order': "an order is paid once at most, by the processor's own books",
  'one-refund-per-key': "a tenant's key gives money back once at most, by the processor's own books",
  'no-more-than-paid': 'all refunds of a payment together are never more than it was',
  'record-before-money': 'whatever the processor was asked for is in our table before',
  'amount-as-recorded': "what moved is what the charge's record and its order say",
  'recovery-moves-no-money': 'the recovery never asks for money',
  'owner-asks': 'whoever asks the processor owns the claim, as long as clocks are right',
  'success-is-backed': 'a charge, refund or reply that says "succeeded" is backed by money',
  'failure-is-true': 'a charge, refund or reply that says that no money moved is right, and stays right',
  'same-reply': 'all definitive replies of a key are the same, byte for byte',
  'one-first-reply': 'all definitive replies of a key but the first say that they are replayed',
  'own-reply': 'a definitive reply answers the request that was sent with the key',
  'refusal-is-true': 'what a refusal says of an order, a key or this attempt is so',
  'tenants-never-meet': "no reply holds anything of another tenant's, and no id is two tenants'",
  'held-while-open': 'an order is paying by a charge exactly while that charge is in progress',
  'paid-by-its-charge': 'an order is paid exactly when a charge for it has succeeded',
  'refunds-add-up': 'a charge says of its refunds what they are: what went back, and what is left',
  'one-receipt': 'a charge is told in one mail at most',
  'receipt-of-success': 'a mail tells of a charge that has succeeded, and goes where it was said',
  'every-receipt': 'every success with an address is told in the end, or known not to be for sure',
  'unasked-goes-back': 'what moved for a charge that has failed is given back once, all of it',
  'returns-are-known': 'a refund whose money a bank has sent back says so in the end',
  'due-while-open': 'the recovery finds a charge or refund exactly while it is open',
  'abandoned-when-old': 'no charge or refund is abandoned before its time',
  'final-stays-final': 'a completed charge or refund, and an order that is paid or canceled, never changes',
  'no-lost-update': 'an order is changed only from what was seen of it',
  'attempts-are-told': 'a record says who was at it before: the first and the latest, in order',
  'intent-stays': 'what the claim of a charge or refund fixed never changes',
  'redaction-is-true':
    'what was redacted says nothing of anybody any more, in no item and no reply, but what a PUT says anew',
  'redaction-leaves-the-rest':
    'a redaction changes what it is to take out, of what it was asked for, when that has ended: nothing else',
  'redaction-finds-all': 'a redaction that says that nothing is left has left nothing that it could know of',
  'every-redaction-ends': 'soon after the last fault a redaction says that nothing is left',
  'every-key-ends':
    'soon after the last fault all charges and refunds are final, and every key gets its answer',
  'no-order-keeps-paying': 'soon after the last fault no order is being paid',
  'no-mistake-inside': 'no handler fails in a way that no fault explains, and nothing raises an alarm',
} as const;

export type Invariant = keyof typeof INVARIANTS;

/** A promise that a world has broken, and about what. */
export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

export const broken = (invariant: Invariant, detail: string): Violation => ({ invariant, detail });

/** Those of the statements that are broken. @param checks each: what must not be, and what to say if it is */
export const brokenOf = (
  checks: readonly (readonly [isBroken: boolean, invariant: Invariant, detail: string])[],
): Violation[] =>
  checks.flatMap(([isBroken, invariant, detail]) => (isBroken ? broken(invariant, detail) : []));
