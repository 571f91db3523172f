import type { ChargeDependencies } from '../../functions/charges/create.ts';

/** What a deployment tells its handlers, in names as long as real ones. */
export const settingsOn = (tables: {
  readonly charges: string;
  readonly orders: string;
}): ChargeDependencies['settings'] => ({
  chargesTable: tables.charges,
  ordersTable: tables.orders,
  deploymentId: 'payonce-prod',
  settleAfterMs: 300_000,
  processorTimeoutMs: 20_000,
});
