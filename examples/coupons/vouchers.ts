/** What the voucher service said. */
export type IssueOutcome =
  | { readonly kind: 'issued'; readonly code: string }
  /** A final no. */
  | { readonly kind: 'sold-out' }
  /** It may have been issued. */
  | { readonly kind: 'unknown' };

/** The voucher service: somebody else's system, where the effect happens. */
export interface Vouchers {
  /** Issues the voucher named `reference`, or answers what was issued under that name before. */
  readonly issue: (reference: string, campaign: string, email: string) => Promise<IssueOutcome>;
}

/** Well within the function's time, so that the outcome can still be written down. */
const TIMEOUT_MS = 10_000;

/**
 * A voucher service over HTTP. `PUT /vouchers/{reference}` is what makes a repeat harmless: the name of the voucher
 * is ours, and the same at every attempt.
 */
export const vouchersOverHttp = (baseUrl: string): Vouchers => ({
  issue: async (reference, campaign, email) => {
    try {
      const response = await fetch(new URL(`/vouchers/${reference}`, baseUrl), {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ campaign, email }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status === 410) return { kind: 'sold-out' };
      if (!response.ok) return { kind: 'unknown' };
      const { code } = (await response.json()) as { code: string };
      return { kind: 'issued', code };
    } catch {
      // A time-out, a closed socket, an unreadable answer: the voucher may be there. Never guess.
      return { kind: 'unknown' };
    }
  },
});
