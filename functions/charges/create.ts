import { idempotentRoute } from '../http/idempotent-route.ts';
import { idempotentLambda } from '../http/lambda.ts';
import type { Problem } from '../http/problem.ts';
import type { RouteDependencies } from '../http/route.ts';
import { inItem } from '../idempotency/index.ts';
import type { EffectOperation } from '../idempotency/operation.ts';
import { chooseProcessor } from '../processor/choose.ts';
import type { PaymentProcessor } from '../processor/processor.ts';
import type { Environment } from '../shared/environment.ts';
import { attemptsIn } from './attempt.ts';
import {
  CHARGES_CREATE,
  type Charge,
  deploymentOf,
  isOurs,
  type NewCharge,
  openCharge,
  paymentOf,
} from './charge.ts';
import { abandoned, endingOf, holdsOf } from './ending.ts';
import { newCharge } from './schema.ts';

export interface ChargeDependencies extends RouteDependencies {
  readonly processor: PaymentProcessor;
  readonly settings: Pick<
    Environment,
    'chargesTable' | 'ordersTable' | 'deploymentId' | 'settleAfterMs' | 'processorTimeoutMs'
  >;
}

/** This attempt does nothing about a foreign charge; what others did about it is theirs to say. */
const NOT_OURS = { kind: 'not-started', reason: 'the charge belongs to another processor' } as const;

/** A charge: claimed with its intent, paid at the processor, completed with the processor's answer. */
export const chargeOperation = ({
  processor,
  world,
  telemetry,
  settings,
}: ChargeDependencies): EffectOperation<NewCharge, Charge, Problem> => {
  const deployment = deploymentOf(processor, settings.deploymentId);
  const { occasion, budgetMs } = attemptsIn(world, settings);
  const isResumable = (charge: Charge): boolean => {
    if (!isOurs(charge, deployment)) telemetry.incident('foreign-charge', { chargeId: charge.id });
    return isOurs(charge, deployment);
  };

  return {
    name: CHARGES_CREATE.name,
    home: inItem(settings.chargesTable, { ...CHARGES_CREATE.home, settleAfterMs: settings.settleAfterMs }),

    intent: (body, identity) => openCharge(body, identity, deployment),
    holds: (charge) => holdsOf(charge, settings.ordersTable, world.clock()),

    perform: async (charge, attempt) => {
      const outcome = isResumable(charge)
        ? await processor.charge(paymentOf(charge), budgetMs(attempt))
        : NOT_OURS;
      return endingOf(charge, outcome, settings.ordersTable, occasion(attempt));
    },

    settle: async (charge, attempt) => {
      if (!isResumable(charge)) return { kind: 'unknown' };
      const outcome = await processor.cancel(paymentOf(charge), world.clock(), budgetMs(attempt));
      return endingOf(charge, outcome, settings.ordersTable, occasion(attempt));
    },

    abandon: abandoned,
    onLostHold: (id) => telemetry.incident('order-hold-lost', { chargeId: id }),
  };
};

/** `POST /charges`: moves the money once per tenant and idempotency key; every repeat gets the first answer. */
export const createCharge = (dependencies: ChargeDependencies) =>
  idempotentRoute(dependencies, chargeOperation(dependencies), newCharge);

// Pure, so that it is left out of the bundles of functions that settle charges: there it would be wired for nobody.
export const handler = /* @__PURE__ */ idempotentLambda((dependencies, settings) =>
  createCharge({ ...dependencies, settings, processor: chooseProcessor(settings) }),
);
