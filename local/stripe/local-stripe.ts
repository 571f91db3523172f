export type StripeFault =
  /** `kill` ends the calling function's process, before or after the money moved. */
  | { readonly fault: 'crash-before-effect' | 'crash-after-effect'; readonly kill: () => void }
  /** The money moves, the answer never comes: the socket is held until the client leaves. */
  | { readonly fault: 'processor-timeout' }
  /** The connection is refused and nothing moves. */
  | { readonly fault: 'processor-down' }
  /** Each request takes so long before its effect, and is running for as long: its key answers 409. */
  | { readonly fault: 'slow-processor'; readonly ms: number };

/** What money really moved, or was meant to. */
export interface LedgerEntry {
  id: string;
  chargeId: string;
  /** Minor units of ISO 4217, whatever Stripe counts in. */
  amount: number;
  /** ISO 4217, upper case. */
  currency: string;
  status: 'succeeded' | 'failed' | 'canceled';
  amountRefunded: number;
  idempotencyKey: string;
}

export interface Door {
  /** @example 'http://127.0.0.1:40123' */
  readonly url: string;
  /** Applies to every request through this door until disarmed with `undefined`. */
  arm(fault: StripeFault | undefined): Promise<void>;
  close(): Promise<void>;
}

export interface LocalStripe {
  /** One door per function process, so that a fault can meet exactly the process that it is meant for. All doors share one Stripe. */
  openDoor(): Promise<Door>;
  /** One entry per PaymentIntent that was attempted or canceled, in the order of their creation. */
  ledger(): readonly LedgerEntry[];
  /** Forgets every payment and every key. */
  clear(): void;
  close(): Promise<void>;
}
