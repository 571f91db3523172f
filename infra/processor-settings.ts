import { type ReadContext, readText } from './context.ts';
import type { Stage } from './stage.ts';

export interface StripeSettings {
  readonly name: 'stripe';
  /** Stored with every charge: a charge of another account is never resumed. */
  readonly account: string;
  /** @default - the stack creates an empty secret, which you fill */
  readonly secretName: string | undefined;
}

/** Who moves the money. */
export type ProcessorSettings = StripeSettings | { readonly name: 'simulated' };
export type ProcessorName = ProcessorSettings['name'];

/** A first deployment has no account to name. Whoever names one, or is in earnest, means Stripe. */
function readProcessorName(read: ReadContext, stage: Stage): ProcessorName {
  const isStripeNamed = read('stripeAccount') !== undefined || read('stripeSecretName') !== undefined;
  const otherwise = stage.name === 'prod' || isStripeNamed ? 'stripe' : 'simulated';
  const name = read('processor') ?? otherwise;
  if (name !== 'stripe' && name !== 'simulated')
    throw new Error(`Context \`processor\` must be stripe or simulated, not ${JSON.stringify(name)}.`);
  if (name === 'simulated' && stage.name === 'prod')
    throw new Error(
      'Context `processor` is simulated, which moves no money: the prod stage takes stripe only, with `stripeAccount`.',
    );
  return name;
}

/** @throws Error in one sentence when a value is wrong */
export function readProcessor(read: ReadContext, stage: Stage): ProcessorSettings {
  const name = readProcessorName(read, stage);
  if (name === 'simulated') return { name };

  const account = readText(read, 'stripeAccount', {
    pattern: /^acct_[A-Za-z0-9]+$/,
    meaning: 'the id of a Stripe account (acct_…)',
    otherwise: undefined,
  });
  // Nothing may be left to guess about whose money it is.
  if (account === undefined && stage.name === 'prod') {
    throw new Error(
      'Context `stripeAccount` is missing: the prod stage must name its Stripe account (acct_…).',
    );
  }
  const secretName = readText(read, 'stripeSecretName', {
    pattern: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    meaning: 'the name of a secret in Secrets Manager, not its ARN',
    otherwise: undefined,
  });
  return { name, account: account ?? 'default', secretName };
}
