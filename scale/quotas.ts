/** What a new account, table or Stripe account is given. All but the partition's can be raised by asking. */
export const QUOTAS = {
  /** https://docs.stripe.com/rate-limits: one kind of call, and all of them. */
  stripeEndpointPerS: 25,
  stripePerS: 100,
  lambdaConcurrency: 1_000,
  gatewayPerS: 10_000,
  partitionWritesPerS: 1_000,
  partitionReadsPerS: 3_000,
  /** What an on-demand table takes at once before it has ever been used; it doubles with use. */
  newTableWritesPerS: 4_000,
  tableWritesPerS: 40_000,
  mailsPerS: 14,
  tokensPerS: 150,
} as const;
