import type { FunctionProcess } from './function-process.ts';
import type { Invocation, InvocationResult, RunningInvocation } from './invocation.ts';

export interface FunctionPool {
  invoke(invocation: Invocation): Promise<InvocationResult>;
  running(): RunningInvocation[];
  stop(): Promise<void>;
}

/**
 * Serves a function by at most `processesMax` processes, each one invocation at a time; further invocations wait for
 * their turn in the order in which they came. A process is used again, as on Lambda, unless it overran or ended.
 */
export const createFunctionPool = (
  processesMax: number,
  startProcess: () => Promise<FunctionProcess>,
): FunctionPool => {
  const processes = new Set<FunctionProcess>();
  const idle: FunctionProcess[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let isStopped = false;

  const takeTurn = async (): Promise<void> => {
    if (busy >= processesMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
  };
  const passTurn = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };
  const takeProcess = async (): Promise<FunctionProcess> => {
    for (;;) {
      const process = idle.pop();
      if (process?.isAlive()) return process;
      if (process === undefined) break;
      processes.delete(process);
      await process.kill();
    }
    const started = await startProcess();
    processes.add(started);
    return started;
  };

  const invoke = async (invocation: Invocation): Promise<InvocationResult> => {
    await takeTurn();
    try {
      if (isStopped) return { kind: 'failed' };
      const process = await takeProcess();
      const result = await process.invoke(invocation);
      if (result.kind === 'timed-out' || !process.isAlive()) {
        // Still alive here only when a test froze it: it stays in `processes`, to be ended with the rest.
        if (!process.isAlive()) await process.kill();
      } else idle.push(process);
      return result;
    } finally {
      passTurn();
    }
  };

  return {
    invoke,
    running: () => [...processes].flatMap((process) => process.running() ?? []),
    stop: async () => {
      isStopped = true;
      await Promise.all([...processes].map((process) => process.kill()));
    },
  };
};
