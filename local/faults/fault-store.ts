import type { Fault } from './fault.ts';

/** Faults that wait for the next requests of an operation; first armed, first met. */
export interface FaultStore {
  arm(operation: string, fault: Fault, times: number): void;
  /** The fault that this request meets, now used up: also when the request never comes to the point where it strikes. */
  take(operation: string): Fault | undefined;
  clear(): void;
}

export const createFaultStore = (): FaultStore => {
  const armed = new Map<string, { readonly fault: Fault; times: number }[]>();
  return {
    arm: (operation, fault, times) => {
      armed.set(operation, [...(armed.get(operation) ?? []), { fault, times }]);
    },
    take: (operation) => {
      const [next, ...others] = armed.get(operation) ?? [];
      if (next === undefined) return undefined;
      next.times -= 1;
      if (next.times === 0) armed.set(operation, others);
      return next.fault;
    },
    clear: () => armed.clear(),
  };
};
