import { readdirSync, readFileSync } from 'node:fs';
import type { Random } from '../../simulation/random.ts';

/** A process that a server of this storm has started, whether or not that server is still there. */
export interface StormProcess {
  readonly pid: number;
  readonly kind: 'function' | 'engine';
  /** A function's bundle, in a folder that each server has for itself. */
  readonly bundle: string;
  /** What a function does: `charges.create`. */
  readonly operation: string;
}

const NAME = 'AWS_LAMBDA_FUNCTION_NAME=';

/** Nothing, when the process has ended meanwhile or is somebody else's. */
const read = (pid: number, what: 'cmdline' | 'environ'): string[] => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8').split('\0');
  } catch {
    return [];
  }
};

const toProcess = (directory: string, pid: number): StormProcess[] => {
  const words = read(pid, 'cmdline');
  const [program = '', script = '', bundle = ''] = words;
  if (script.endsWith('/runner.mjs') && bundle.startsWith(directory)) {
    const operation = read(pid, 'environ').find((word) => word.startsWith(NAME)) ?? '';
    return [{ pid, kind: 'function', bundle, operation: operation.slice(NAME.length) }];
  }
  const isEngine = program.endsWith('/dynoxide') && words.some((word) => word.startsWith(directory));
  return isEngine ? [{ pid, kind: 'engine', bundle: '', operation: '' }] : [];
};

/**
 * Looks through the machine's processes: nobody else knows those of a server that was killed.
 *
 * @param directory where all files of the storm are
 */
export const processesOf = (directory: string, kind?: StormProcess['kind']): StormProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => toProcess(directory, Number(name)))
    .filter((each) => kind === undefined || each.kind === kind);

/** Process ids are given again one day; the folder of a server is not. */
export const isStillThere = (directory: string, { pid, bundle }: StormProcess): boolean =>
  toProcess(directory, pid).some((each) => each.bundle === bundle);

/** @returns whether there was still somebody to get it */
export const signal = ({ pid }: Pick<StormProcess, 'pid'>, name: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
};

/** Chooses a function, later: which ones there are then is not for the seed to say. Money is where it hurts most. */
export const drawFunction = (random: Random): ((directory: string) => StormProcess | undefined) => {
  const movesMoney = random.chance(0.7);
  const place = random.next();
  return (directory) => {
    const all = processesOf(directory, 'function');
    const moneyMovers = all.filter(({ operation }) => operation === 'charges.create');
    const some = movesMoney && moneyMovers.length > 0 ? moneyMovers : all;
    return some[Math.floor(place * some.length)];
  };
};
