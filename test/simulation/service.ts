import { createCharge } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { cancelOrder } from '../../functions/orders/cancel.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { replaceOrder } from '../../functions/orders/replace.ts';
import { recover } from '../../functions/recovery/recover.ts';
import { invoke, type Request, type Response } from '../rig/invoke.ts';
import { recordedTelemetry } from '../rig/recorded-telemetry.ts';
import { type Instance, type Surroundings, startInstance } from './instance.ts';

const SETTLE_AFTER_MS = 300_000;
const FUNCTION_TIMEOUT_MS = 25_000;
const RECOVERY_TIMEOUT_MS = 60_000;

const SETTINGS = {
  chargesTable: 'charges',
  ordersTable: 'orders',
  deploymentId: 'simulation',
  settleAfterMs: SETTLE_AFTER_MS,
  processorTimeoutMs: 20_000,
};

/** `undefined`: the connection ended, or API Gateway gave up. */
export type Reply = Response | undefined;

export interface Service {
  readonly call: (request: Request) => Promise<Reply>;
  readonly runRecovery: () => void;
  /** Money that was asked for by the recovery: there must be none. */
  readonly chargesByRecovery: () => number;
  readonly failures: unknown[];
}

/** The production handlers, each call in an instance of its own that may die, stand still, or lose its reply. */
export const startService = (shared: Surroundings): Service => {
  const { timeline, random, rates } = shared;
  const telemetry = recordedTelemetry();
  const recoveries: Instance[] = [];
  let instances = 0;

  const dependenciesOf = ({ world, documentClient, processor }: Instance) => ({
    world,
    documentClient,
    processor,
    telemetry,
    tenantClaim: 'sub',
    settings: SETTINGS,
  });
  const start = (what: string): Instance => {
    instances += 1;
    return startInstance(shared, `${what}#${instances}`);
  };
  const handlerFor = (route: string, instance: Instance): RouteHandler => {
    const dependencies = dependenciesOf(instance);
    switch (route) {
      case 'POST /charges':
        return createCharge(dependencies);
      case 'POST /orders':
        return createOrder(dependencies, SETTINGS);
      case 'PUT /orders/{id}':
        return replaceOrder(dependencies, SETTINGS);
      case 'DELETE /orders/{id}':
        return cancelOrder(dependencies, SETTINGS);
      default:
        throw new Error(`no such route: ${route}`);
    }
  };

  const call = (request: Request): Promise<Reply> =>
    new Promise((resolve) => {
      const instance = start(request.route);
      const handler = handlerFor(request.route, instance);
      const reply = (response: Reply): void => {
        const isLost = random.chance(rates()['reply-lost']);
        timeline.after(random.between(1, 20), () => resolve(isLost ? undefined : response));
      };
      void invoke(handler, { ...request, remainingMs: FUNCTION_TIMEOUT_MS }).then(reply);
      timeline.after(FUNCTION_TIMEOUT_MS, () => {
        instance.kill();
        resolve(undefined);
      });
    });

  return {
    call,
    runRecovery: () => {
      const instance = start('recovery');
      recoveries.push(instance);
      const context = { awsRequestId: 'recovery', getRemainingTimeInMillis: () => RECOVERY_TIMEOUT_MS };
      // An index that does not answer ends the run: the next one makes it good.
      recover(dependenciesOf(instance))({}, context).catch(() => {});
      timeline.after(RECOVERY_TIMEOUT_MS, instance.kill);
    },
    chargesByRecovery: () => recoveries.reduce((sum, { chargeCalls }) => sum + chargeCalls(), 0),
    failures: telemetry.failures,
  };
};
