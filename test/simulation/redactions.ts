import type { Asked } from '../../operator/redact/redact-all.ts';
import { type Counters, noCounts, type State } from './counters.ts';
import type { HandlersUnderTest } from './handlers.ts';
import { type Instance, type Surroundings, startInstance } from './instance.ts';
import { isExplained } from './mistakes.ts';
import type { RedactionWatch } from './watch-redactions.ts';

interface Redaction {
  readonly asked: Asked;
  readonly name: string;
  /** When it is stopped from outside. @default - it is not */
  readonly killMs?: number | undefined;
  /** How far behind an index may be. */
  readonly lagMs: number;
}

/** Whether nothing was left alone; `undefined`: it has broken off. */
export type Redact = (redaction: Redaction) => Promise<boolean | undefined>;

/**
 * The command that an operator runs: one process, over the same lines as the functions. It may end at any call and, as
 * whoever has had enough presses Ctrl-C, at any other moment.
 */
export const createRedactions = (
  shared: Surroundings,
  handlersOf: (instance: Instance) => ReturnType<HandlersUnderTest>,
  watch: Pick<RedactionWatch, 'writing' | 'begin' | 'line' | 'complete'>,
  stateOf: (itemId: string) => State,
  mistake: (detail: string) => void,
): { readonly redact: Redact; readonly counters: Counters } => {
  const { timeline, storm, trace, database } = shared;
  const counters = noCounts();
  const strike: typeof storm.strike = (target, share, id, itemId) => {
    const fault = storm.strike(target, share, id, itemId);
    if (fault !== undefined && itemId !== undefined) counters[fault][stateOf(itemId)] += 1;
    return fault;
  };

  const redact: Redact = ({ asked, name, killMs, lagMs }) =>
    new Promise((resolve) => {
      const { kind, ...named } = asked.subject;
      const words = `The redaction of ${asked.tenant}'s ${kind} ${Object.values(named)} (${name})`;
      const carryOut: typeof database.carryOut = (command, behindMs) =>
        watch.writing(asked, () => database.carryOut(command, behindMs));
      const instance = startInstance(
        { ...shared, storm: { ...storm, strike }, database: { ...database, carryOut } },
        {
          name,
          words,
          onDeath: () => timeline.after(0, () => resolve(undefined)),
          onAsk: () => mistake('a redaction asks the processor'),
        },
      );
      const due = watch.begin(asked, lagMs);
      const say = (line: string): void => {
        trace.mark(timeline.nowMs(), line);
        trace.tell(timeline.nowMs(), () => `${words} says: ${line}`);
        watch.line(asked, line);
      };
      if (killMs !== undefined) timeline.after(killMs, instance.kill);
      void handlersOf(instance)
        .redact?.(asked, say)
        .then(
          (isComplete) => {
            if (isComplete) watch.complete(due);
            resolve(isComplete);
          },
          (error: unknown) => {
            if (!isExplained(error)) mistake(`${name}: ${error}`);
            resolve(undefined);
          },
        );
    });
  return { redact, counters };
};
