import { memoryOf } from './memory-of.ts';
import type { NamedProgram } from './programs.ts';
import type { Held, Memory } from './result.ts';

const STARTS = 5;
/** What a process holds does not depend on how fast it is: two at a time, one for each core of a small machine. */
const AT_ONCE = 2;

type Measured = Awaited<ReturnType<typeof memoryOf>>;

const heldOf = (figures: readonly { readonly rss: number; readonly heapUsed: number }[]): Held => ({
  rss: figures.map(({ rss }) => rss),
  heapUsed: figures.map(({ heapUsed }) => heapUsed),
});

/** Each program in a process of its own, in turn, five times over. */
export const measureMemory = async (programs: readonly NamedProgram[]): Promise<readonly Memory[]> => {
  const measured = new Map<NamedProgram, Measured[]>(programs.map((program) => [program, []]));
  const waiting = Array.from({ length: STARTS }, () => programs).flat();
  const lane = async (): Promise<void> => {
    for (let program = waiting.shift(); program !== undefined; program = waiting.shift())
      measured.get(program)?.push(await memoryOf(program));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));

  return [...measured].map(([{ name }, starts]) => {
    const served = starts.flatMap((start) => start.served ?? []);
    return {
      name,
      loaded: heldOf(starts.map(({ loaded }) => loaded)),
      served: served.length > 0 ? heldOf(served) : null,
    };
  });
};
