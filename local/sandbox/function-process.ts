import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { toStripeFault } from '../faults/fault.ts';
import type { Door } from '../stripe/index.ts';
import type { LambdaFunction } from '../template/model.ts';
import type { Invocation, InvocationResult, RunningInvocation } from './invocation.ts';

type Said = { readonly kind: 'ready' } | InvocationResult;

export interface FunctionProcess {
  /** One at a time. */
  invoke(invocation: Invocation): Promise<InvocationResult>;
  running(): RunningInvocation | undefined;
  isAlive(): boolean;
  /** Ends it at once, frozen or not. */
  kill(): Promise<void>;
}

export interface FunctionProcessOptions {
  readonly lambda: LambdaFunction;
  readonly environment: Readonly<Record<string, string>>;
  /** The processor as this process sees it. @default - it calls none, or the real one */
  readonly door: Door | undefined;
  readonly writeLine: (line: string) => void;
}

const RUNNER = join(import.meta.dirname, 'runner.mjs');

/** Lambda's own limit for loading a bundle. */
const LOADED_WITHIN_MS = 10_000;

const spawnRunner = ({ lambda, environment, writeLine }: FunctionProcessOptions): ChildProcess => {
  const child = spawn(process.execPath, [RUNNER, lambda.bundlePath, lambda.exportName], {
    env: environment,
    cwd: dirname(lambda.bundlePath),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: Ctrl-C reaches the server only, which then ends its processes itself.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', writeLine);
  }
  return child;
};

/** The next thing that the process says; `failed` when it ends instead, `timed-out` when it does neither in time. */
const nextSaid = (child: ChildProcess, withinMs: number): Promise<Said> =>
  new Promise((resolve) => {
    const settle = (said: Said): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onExit);
      resolve(said);
    };
    const onMessage = (said: unknown): void => settle(said as Said);
    const onExit = (): void => settle({ kind: 'failed' });
    const timer = setTimeout(() => settle({ kind: 'timed-out' }), withinMs);
    child.on('message', onMessage).on('exit', onExit).on('error', onExit);
  });

/** Starts a process for a function; the bundle loads while the first invocation already waits for it. */
export const startFunctionProcess = (options: FunctionProcessOptions): FunctionProcess => {
  const { lambda, door } = options;
  const child = spawnRunner(options);
  const exited = once(child, 'exit').catch(() => undefined);
  const ready = nextSaid(child, LOADED_WITHIN_MS);
  let running: RunningInvocation | undefined;
  let isFrozen = false;

  const isAlive = (): boolean =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    if (child.pid !== undefined) await exited;
    await door?.close();
  };
  const start = ({ requestId }: Invocation): RunningInvocation => ({
    requestId,
    freeze: () => {
      isFrozen = true;
      child.kill('SIGSTOP');
    },
    thaw: () => {
      child.kill('SIGCONT');
    },
  });

  const answer = async (invocation: Invocation): Promise<InvocationResult> => {
    if ((await ready).kind !== 'ready' || !isAlive()) return { kind: 'failed' };
    const { event, requestId } = invocation;
    const timeoutMs = lambda.timeoutS * 1000;
    const said = nextSaid(child, timeoutMs);
    child.send({ event, requestId, deadlineMs: Date.now() + timeoutMs }, () => undefined);
    const result = await said;
    return result.kind === 'ready' ? { kind: 'failed' } : result;
  };

  const invoke = async (invocation: Invocation): Promise<InvocationResult> => {
    running = start(invocation);
    const { fault } = invocation;
    if (fault !== undefined) await door?.arm(toStripeFault(fault, () => child.kill('SIGKILL')));
    const result = await answer(invocation);
    // A process that overran may not go on: what it still did would be nobody's. A frozen one is a test's own doing.
    if (result.kind === 'timed-out' && !isFrozen) await kill();
    running = undefined;
    if (fault !== undefined && isAlive()) await door?.arm(undefined);
    return result;
  };

  return { invoke, running: () => running, isAlive, kill };
};
