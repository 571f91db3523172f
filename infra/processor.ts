import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { TableProps } from './keyed-table.ts';
import type { Route } from './routes.ts';
import type { Settings } from './settings.ts';
import { SimulatedProcessor } from './simulated-processor.ts';
import { StripeProcessor } from './stripe-processor.ts';

/** Who moves the money, as the stack sees it. */
export interface Processor {
  /** Moves money: what a function must be allowed and told for it. */
  grantPayments(to: LambdaFunction): void;
  /** Receives what the processor tells by itself. @default - it tells nothing */
  grantEvents?(to: LambdaFunction): void;
  /** What the processor calls. */
  readonly routes: readonly Route[];
  /** What somebody must know or do about it who has just deployed, by the outputs' names. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The one that the settings name. `tables` is for one that keeps its books here. */
export function processor(scope: Construct, settings: Settings, tables: TableProps): Processor {
  const { stage, deploymentId } = settings;
  return settings.processor.name === 'stripe'
    ? new StripeProcessor(scope, 'Stripe', { stage, deploymentId, processor: settings.processor })
    : new SimulatedProcessor(scope, 'Simulated', { tables, deploymentId });
}
