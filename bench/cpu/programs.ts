import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../functions/http/call.ts';
import { functionEnvironment } from '../../local/sandbox/environment.ts';
import { startLocalStripe } from '../../local/stripe/index.ts';
import type { LambdaFunction, Template } from '../../local/template/model.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { contenderFile } from '../bundles/sources.ts';
import { bundleWithOurFlags, WITH_JMESPATH } from '../bundles/with-our-flags.ts';
import type { Program } from './memory-of.ts';
import type { TableNames } from './subject.ts';

export const REQUESTS_SERVED = 200;

const NOWHERE = 'http://127.0.0.1:9';

const orders = (): Event[] =>
  Array.from({ length: REQUESTS_SERVED }, () =>
    toEvent({ route: 'POST /orders', key: randomUUID(), body: ORDER }),
  );
const charges = (): Event[] =>
  Array.from({ length: REQUESTS_SERVED }, () =>
    toEvent({ route: 'POST /charges', key: randomUUID(), body: CHARGE }),
  );

/** Which of the functions are asked, and what stands beside them. */
const ASKED: Readonly<Record<string, () => readonly Event[]>> = {
  'orders.create': orders,
  'charges.create': charges,
};
const BESIDE = [
  { name: 'orders.create, stock', entry: 'stock-order', like: 'orders.create', events: orders },
  { name: 'charges.create, stock', entry: 'stock-charge', like: 'charges.create', events: charges },
  { name: 'the SDK and one put', entry: 'bare-put', like: 'orders.create', events: orders },
];

export interface NamedProgram extends Program {
  readonly name: string;
}

/** All functions as `cdk synth` bundled them, what stands beside them bundled with the same flags, and a Stripe for those that pay. */
export const openPrograms = async (endpoint: string, template: Template, tables: TableNames) => {
  const stripe = await startLocalStripe();
  const door = await stripe.openDoor();
  const directory = mkdtempSync(join(tmpdir(), 'payonce-bench-cpu-'));
  const environmentOf = (lambda: LambdaFunction) => ({
    ...functionEnvironment(lambda, {
      dynamodbEndpoint: endpoint,
      sesEndpoint: NOWHERE,
      sqsEndpoint: NOWHERE,
      stripeSecretKey: 'sk_test_bench',
      stripeWebhookSecret: 'whsec_bench',
      stripeApiBase: door.url,
    }),
    CHARGES_TABLE: tables.charges,
    ORDERS_TABLE: tables.orders,
    IDEMPOTENCY_TABLE: tables.stock,
  });
  const ours = template.functions.map((lambda): NamedProgram => {
    const events = ASKED[lambda.id]?.();
    return {
      name: lambda.id,
      bundlePath: lambda.bundlePath,
      environment: environmentOf(lambda),
      ...(events && { events }),
    };
  });
  const beside = BESIDE.map(({ name, entry, like, events }): NamedProgram => {
    const lambda = template.functions.find(({ id }) => id === like);
    if (lambda === undefined) throw new Error(`The template has no function ${like}`);
    const bundlePath = bundleWithOurFlags(contenderFile(entry), directory, WITH_JMESPATH);
    return { name, bundlePath, environment: environmentOf(lambda), events: events() };
  });
  return {
    programs: [{ name: 'Node.js alone', environment: {} }, ...beside, ...ours] as readonly NamedProgram[],
    close: async (): Promise<void> => {
      await stripe.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
