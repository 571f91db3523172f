import type { ProcessorFault } from '../faults/fault.ts';

export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  /** What the processor does to this invocation, and to no other. */
  readonly fault: ProcessorFault | undefined;
}

export type InvocationResult =
  | { readonly kind: 'answered'; readonly value: unknown }
  /** The handler threw, the bundle could not be loaded, or the process ended without an answer. */
  | { readonly kind: 'failed' }
  /** Out of time: the process has been killed, whatever it was doing. */
  | { readonly kind: 'timed-out' };

/** An invocation that a process is serving, for tests that stop time for it. */
export interface RunningInvocation {
  readonly requestId: string;
  /**
   * Stops the process as a machine that stalls does, until `thaw`. The caller gets its time-out as always; the process
   * outlives it and is not killed, so that after `thaw` it goes on with whatever it was about to do.
   */
  freeze(): void;
  thaw(): void;
}
