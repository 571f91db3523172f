/** How a step ended. `not-shown`: the endpoint cannot tell, which is neither good nor bad news. */
export type Verdict = 'passed' | 'failed' | 'not shown' | 'left out';

export interface StepRecord {
  readonly name: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  /** What was seen, or why it was not. */
  readonly note: string;
}

/** Thrown by a step that this endpoint has no answer to; the message says why. */
export class NotShown extends Error {
  readonly code = 'not-shown';
}

/** Thrown when there is no sense in going on; the step's own record says why. */
export class Stopped extends Error {
  readonly code = 'stopped';
}

/** What a step found: a note for the report and a value for the steps after it. */
export interface Found<Value> {
  readonly note: string;
  readonly value: Value;
}

export interface Steps {
  readonly records: readonly StepRecord[];
  /** Runs a step that the following ones build upon. @throws Stopped when it fails */
  readonly needed: <Value>(name: string, work: () => Promise<Found<Value>>) => Promise<Value>;
  /** Runs a step that stands for itself: whatever it says, the next one runs. */
  readonly check: (name: string, work: () => Promise<string>) => Promise<void>;
}

/**
 * @param signal stops before the next step, and steps that listen to it at once
 * @param write takes each line of progress
 */
export const createSteps = ({
  now,
  signal,
  write,
}: {
  now: () => number;
  signal: AbortSignal;
  write: (line: string) => void;
}): Steps => {
  const records: StepRecord[] = [];

  const run = async <Value>(
    name: string,
    work: () => Promise<Found<Value>>,
  ): Promise<Found<Value> | Verdict> => {
    const startedAtMs = now();
    const record = (verdict: Verdict, note: string): Verdict => {
      const durationMs = now() - startedAtMs;
      records.push({ name, verdict, durationMs, note });
      write(`  ${verdict} (${(durationMs / 1000).toFixed(1)} s): ${note}`);
      return verdict;
    };
    if (signal.aborted) return record('left out', 'stopped before it began');

    write(`${name} …`);
    try {
      const found = await work();
      record('passed', found.note);
      return found;
    } catch (error) {
      const note = error instanceof Error ? error.message : String(error);
      if (signal.aborted) return record('left out', 'stopped while it ran');
      return record(error instanceof NotShown ? 'not shown' : 'failed', note);
    }
  };

  return {
    records,
    needed: async (name, work) => {
      const found = await run(name, work);
      if (typeof found === 'string') throw new Stopped(name);
      return found.value;
    },
    check: async (name, work) => {
      await run(name, async () => ({ note: await work(), value: undefined }));
    },
  };
};
