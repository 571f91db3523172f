import { DEFAULT_FUNCTION_TIMEOUT_S, DEFAULT_SETTLE_AFTER_S, processorTimeoutMs } from './limits.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const required = (variables: Variables, name: string): string => {
  const value = variables[name];
  if (value === undefined || value === '')
    throw new Error(
      `The environment variable ${name} is missing: the stack sets it. Deploy the function with it.`,
    );
  return value;
};

const seconds = (variables: Variables, name: string, fallback: number): number => {
  const value = Number(variables[name] ?? fallback);
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`The environment variable ${name} must be a number of seconds above 0`);
  return value;
};

/** Whether this is a function's process: Lambda sets its name in each. */
export const isFunction = (variables: Variables = process.env): boolean =>
  variables.AWS_LAMBDA_FUNCTION_NAME !== undefined;

/**
 * What the stack tells a function. Each value is read when it is first asked for, so that a function needs only its own.
 *
 * @throws Error naming the variable that is missing or unusable
 */
export const readEnvironment = (variables: Variables = process.env) => ({
  get chargesTable() {
    return required(variables, 'CHARGES_TABLE');
  },
  get ordersTable() {
    return required(variables, 'ORDERS_TABLE');
  },
  get idempotencyTable() {
    return required(variables, 'IDEMPOTENCY_TABLE');
  },
  /** The sender of receipts. */
  get receiptFrom() {
    return required(variables, 'RECEIPT_FROM');
  },
  get receiptDeadLettersUrl() {
    return required(variables, 'RECEIPT_DEAD_LETTERS_URL');
  },
  get tenantClaim() {
    return variables.TENANT_CLAIM || 'sub';
  },
  /** Part of every downstream key: two deployments on one processor account never share a payment. */
  get deploymentId() {
    return required(variables, 'DEPLOYMENT_ID');
  },
  get settleAfterMs() {
    return seconds(variables, 'SETTLE_AFTER_S', DEFAULT_SETTLE_AFTER_S) * 1000;
  },
  get processorTimeoutMs() {
    return processorTimeoutMs(seconds(variables, 'FUNCTION_TIMEOUT_S', DEFAULT_FUNCTION_TIMEOUT_S));
  },
  get processorAccount() {
    return required(variables, 'PROCESSOR_ACCOUNT');
  },
  get simulatedLedgerTable() {
    return required(variables, 'SIMULATED_LEDGER_TABLE');
  },
  get stripeApiBase() {
    return variables.STRIPE_API_BASE ?? 'https://api.stripe.com';
  },
  /** Set by local runs only: on AWS the key is a secret. */
  get stripeSecretKey() {
    return variables.STRIPE_SECRET_KEY;
  },
  /** Set by local runs only, as above. */
  get stripeWebhookSecret() {
    return variables.STRIPE_WEBHOOK_SECRET;
  },
  get stripeWebhookSecretId() {
    return required(variables, 'STRIPE_WEBHOOK_SECRET_ID');
  },
  get stripeSecretId() {
    return required(variables, 'STRIPE_SECRET_ID');
  },
});

export type Environment = ReturnType<typeof readEnvironment>;
