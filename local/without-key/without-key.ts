import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { bundle } from '../bundle.ts';
import { onFirstUse } from '../first-use.ts';
import { gatewayAnswer, send } from '../gateway/answer.ts';
import { createGateway, type GatewayOptions, type Serve } from '../gateway/gateway.ts';
import { createSandbox, type SandboxOptions } from '../sandbox/sandbox.ts';
import type { Template } from '../template/model.ts';
import { WITHOUT_KEY } from './names.ts';

export interface WithoutKey {
  readonly serve: Serve;
  /** What faults can be armed for. */
  readonly operations: readonly string[];
  stop(): Promise<void>;
}

export interface WithoutKeyOptions {
  readonly template: Template;
  readonly gateway: Omit<GatewayOptions, 'template' | 'invoke'>;
  readonly sandbox: Omit<SandboxOptions, 'functions'>;
}

const PATH = '/local/without-key/charges';
const SOURCE = join(import.meta.dirname, 'charge.ts');

/** As the API's functions are: a package's other form may not be one file. */
const BUNDLING = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

const REFUSED = gatewayAnswer(
  409,
  'This endpoint charges as often as it is asked, and only the local Stripe: start without STRIPE_SECRET_KEY and without `--processor simulated`.',
);

const NOT_SERVED: WithoutKey = {
  serve: async (_, response) => send(response, REFUSED),
  operations: [],
  stop: async () => undefined,
};

/**
 * `POST /local/without-key/charges`: what charging is without idempotency. It stands where `POST /charges` does, behind a
 * gateway, in a process of its own with the same time, before the same local Stripe, so that the same faults meet it.
 */
export const createWithoutKey = ({ template, gateway, sandbox: options }: WithoutKeyOptions): WithoutKey => {
  const like = template.functions.find(({ id }) => id === 'charges.create');
  const route = template.routes.find(({ functionId }) => functionId === like?.id);
  if (options.stripe === undefined || like === undefined || route === undefined) return NOT_SERVED;

  const directory = mkdtempSync(join(tmpdir(), 'payonce-without-key-'));
  const bundlePath = join(directory, 'index.cjs');
  const bundled = onFirstUse(async () => writeFileSync(bundlePath, bundle(SOURCE, BUNDLING)));
  const sandbox = createSandbox({
    ...options,
    functions: [{ ...like, id: WITHOUT_KEY, bundlePath, exportName: 'handler' }],
  });
  const routes = [{ ...route, key: `POST ${PATH}`, path: PATH, functionId: WITHOUT_KEY }];
  return {
    serve: createGateway({
      ...gateway,
      template: { routes, throttle: template.throttle, cors: template.cors },
      invoke: async (functionId, invocation) => {
        await bundled();
        return sandbox.invoke(functionId, invocation);
      },
    }),
    operations: [WITHOUT_KEY],
    stop: async () => {
      await sandbox.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
