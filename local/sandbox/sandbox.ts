import type { LocalStripe } from '../stripe/index.ts';
import type { LambdaFunction } from '../template/model.ts';
import { callsStripe, functionEnvironment, type LocalSurroundings } from './environment.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { startFunctionProcess } from './function-process.ts';
import type { Invocation, InvocationResult, RunningInvocation } from './invocation.ts';

export interface SandboxOptions extends Omit<LocalSurroundings, 'stripeApiBase'> {
  readonly functions: readonly LambdaFunction[];
  /** @default - the real Stripe, at its own address */
  readonly stripe: LocalStripe | undefined;
  /** Processes of one function at a time. */
  readonly concurrency: number;
  /** Takes each line that a function writes. */
  readonly writeLine: (line: string) => void;
}

/** Every function of the template, each in processes of its own, started when they are first called. */
export interface Sandbox {
  invoke(functionId: string, invocation: Invocation): Promise<InvocationResult>;
  /** What is being served at this moment, oldest process first. For tests. */
  running(functionId: string): RunningInvocation[];
  stop(): Promise<void>;
}

export const createSandbox = (options: SandboxOptions): Sandbox => {
  const { stripe, concurrency, writeLine } = options;

  const createPool = (lambda: LambdaFunction): FunctionPool =>
    createFunctionPool(concurrency, async () => {
      const door = callsStripe(lambda) ? await stripe?.openDoor() : undefined;
      const environment = functionEnvironment(lambda, { ...options, stripeApiBase: door?.url });
      return startFunctionProcess({ lambda, environment, door, writeLine });
    });

  const pools = new Map(options.functions.map((lambda) => [lambda.id, createPool(lambda)]));
  const poolOf = (functionId: string): FunctionPool => {
    const pool = pools.get(functionId);
    if (pool === undefined) throw new Error(`There is no function ${functionId}`);
    return pool;
  };

  return {
    invoke: async (functionId, invocation) => {
      try {
        return await poolOf(functionId).invoke(invocation);
      } catch (error) {
        // The caller may have given up waiting: an error that nobody takes would end the server.
        writeLine(`${functionId}: ${String(error)}`);
        return { kind: 'failed' };
      }
    },
    running: (functionId) => poolOf(functionId).running(),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
};
