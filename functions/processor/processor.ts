import type { EpochMs } from '../shared/clock.ts';

/**
 * The intent to move money, as it was stored before anything moved. The request to the processor is built from this
 * alone: every attempt builds the same bytes, because a processor refuses a key whose parameters changed.
 */
export interface Payment {
  /** The processor's idempotency key: the same for every attempt of one charge. */
  readonly downstreamKey: string;
  /** With the id: where the charge is, for events that the processor sends about it. */
  readonly tenant: string;
  readonly chargeId: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** The processor's own token, never a card number. */
  readonly paymentMethod: string;
  readonly description: string | null;
  /** Which builder made the first request: later versions of the code keep building it the same. */
  readonly requestVersion: number;
  /** When the charge was claimed: no money can have moved before. */
  readonly createdAtMs: EpochMs;
}

/** The intent to give money back, as it was stored before anything moved. */
export interface Refund {
  /** The processor's idempotency key: the same for every attempt of one refund. */
  readonly downstreamKey: string;
  /** With the id: where the refund is, for events that the processor sends about it. */
  readonly tenant: string;
  readonly refundId: string;
  readonly chargeId: string;
  /** What is given back: the payment at the processor, for example `pi_…`. */
  readonly paymentId: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** Which builder made the first request: later versions of the code keep building it the same. */
  readonly requestVersion: number;
  /** When the refund was claimed: no money can have moved back before. */
  readonly createdAtMs: EpochMs;
}

export interface Succeeded {
  readonly kind: 'succeeded';
  /** The payment or the refund at the processor, for example `pi_…` or `re_…`. */
  readonly processorId: string;
}

/** The processor looked and said no. Final: this payment never moves money. */
export interface Declined {
  readonly kind: 'declined';
  /** Kebab-case, for example `insufficient-funds`. */
  readonly code: string;
  /** A sentence that may be shown to the payer. */
  readonly message: string;
}

/** The processor looked at a refund and said no. */
export interface Refused {
  readonly kind: 'refused';
  /** Kebab-case, for example `already-refunded`. */
  readonly code: string;
  /** A sentence that may be shown to the merchant. */
  readonly message: string;
  /**
   * Whether nothing sent under this key can do anything else any more. If not, an earlier request that still travels
   * may yet be accepted: then only an attempt that has no predecessor may take the no as final.
   */
  readonly isFinal: boolean;
}

/** The payment did not happen and never will: its key is spent. */
export interface Canceled {
  readonly kind: 'canceled';
}

/** Certain: nothing reached the processor, or it refused to look. */
export interface NotStarted {
  readonly kind: 'not-started';
  readonly reason: string;
}

/** The money may have moved or may yet move. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

export type ChargeOutcome = Succeeded | Declined | NotStarted | Unknown;
export type CancelOutcome = Succeeded | Declined | Canceled | Unknown;
export type RefundOutcome = Succeeded | Refused | NotStarted | Unknown;

/** Moves money at most once per `downstreamKey`, and says what it knows and no more. Never throws. */
export interface PaymentProcessor {
  /** Stored with every charge: a charge of another processor or account is never resumed. */
  readonly name: string;
  readonly account: string;
  /** Which builder makes the requests of new charges: stored with each. */
  readonly requestVersion: number;
  /** Which builder makes the requests of new refunds: stored with each. */
  readonly refundRequestVersion: number;
  /** How long the processor remembers a key. After that, calling again could charge again. */
  readonly keyRetentionMs: number;

  /**
   * Charges, or answers what an earlier call with the same `downstreamKey` did.
   *
   * @param budgetMs how long to wait for an answer, over all calls it makes; then the outcome is `unknown`
   */
  charge(payment: Payment, budgetMs: number): Promise<ChargeOutcome>;

  /**
   * Ends the matter: answers the final outcome if the money had moved, and otherwise makes sure that it never will.
   * Starts no payment, however often and whenever it is called.
   *
   * @param nowMs the payment's age tells whether the processor still remembers its key
   * @param budgetMs how long to wait for an answer, over all calls it makes; then the outcome is `unknown`
   */
  cancel(payment: Payment, nowMs: EpochMs, budgetMs: number): Promise<CancelOutcome>;

  /**
   * Gives money back, or answers what an earlier call with the same `downstreamKey` did. May be called again at any
   * age: once the key may be forgotten it looks among the payment's refunds before it asks for one.
   *
   * @param nowMs the refund's age tells whether the processor still remembers its key
   * @param budgetMs how long to wait for an answer, over all calls it makes; then the outcome is `unknown`
   */
  refund(refund: Refund, nowMs: EpochMs, budgetMs: number): Promise<RefundOutcome>;
}
