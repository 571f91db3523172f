import { type Frame, LEFT_OUT, type Part, partOf, REST } from './parts.ts';
import type { FunctionSeen } from './result.ts';

/**
 * What V8's profiler tells: a tree of calls, and how often each was met at work. Not for how long: a process that has to wait
 * for its processor would be told as a function that took its time.
 */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: Frame;
    readonly hitCount?: number | undefined;
    readonly children?: readonly number[] | undefined;
  }[];
}

interface Seen {
  readonly frame: Frame;
  readonly part: Part;
  readonly samples: number;
}

/** Each call of the tree with the samples of its own. One that is of no part itself belongs to its caller's. */
const seenIn = ({ nodes }: CpuProfile): readonly Seen[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen: Seen[] = [];
  const waiting = nodes.slice(0, 1).map(({ id }) => ({ id, callersPart: REST }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = byId.get(next.id);
    if (node === undefined) continue;
    const part = partOf(node.callFrame) ?? next.callersPart;
    seen.push({ frame: node.callFrame, part, samples: node.hitCount ?? 0 });
    for (const id of node.children ?? []) waiting.push({ id, callersPart: part });
  }
  return seen.filter(({ part }) => part !== LEFT_OUT);
};

const summed = <Key>(entries: readonly (readonly [Key, number])[]): Map<Key, number> => {
  const sums = new Map<Key, number>();
  for (const [key, value] of entries) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
};

const FUNCTIONS_KEPT = 40;

/**
 * Says where a profile's samples fell: by part, and by function.
 *
 * @param lineOf where a function stands, for a reader
 */
export const attribute = (profile: CpuProfile, lineOf: (frame: Frame) => string) => {
  const seen = seenIn(profile);
  const nameOf = ({ functionName }: Frame): string => functionName || '(anonymous)';
  const byFunction = summed(
    seen.map(({ frame, samples }) => [`${nameOf(frame)}\n${lineOf(frame)}`, samples] as const),
  );
  const functions = [...byFunction]
    .sort(([, one], [, other]) => other - one)
    .slice(0, FUNCTIONS_KEPT)
    .map(([key, samples]): FunctionSeen => {
      const [name = '', place = ''] = key.split('\n');
      return { name, place, samples };
    });
  return {
    parts: Object.fromEntries(summed(seen.map(({ part, samples }) => [part.name, samples] as const))),
    functions,
  };
};
