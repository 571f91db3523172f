import { type BrokenRule, INTACT } from '../rules/broken-rule.ts';
import { startOf } from '../states/state.ts';
import { createVisited } from '../states/visited.ts';
import { createJudge } from './judge.ts';
import { createRig } from './rig.ts';
import type { Bounds, Step } from './step.ts';
import { stepsFrom } from './steps.ts';
import { storyOf } from './story.ts';

export interface Found {
  readonly promise: string;
  /** The fewest steps that lead there, in words. */
  readonly story: readonly string[];
}

export interface Search {
  readonly states: number;
  readonly transitions: number;
  /** Different histories of workers, each run once through the production code. */
  readonly histories: number;
  /** What was stored, known and answered, whatever the workers were at. */
  readonly constellations: number;
  /** Of the processor: how busy the machine is otherwise makes no difference. */
  readonly cpuMs: number;
  readonly found: Found | null;
}

export interface Asked {
  /** @default - all rules hold */
  readonly rule?: BrokenRule;
  /** @default true - also that everything comes to an end when nobody goes on */
  readonly asksForTheEnd?: boolean;
  /** @default true - see `stepsFrom` and `createSymmetry` for what is left out */
  readonly isReduced?: boolean;
  readonly report?: (states: number, cpuMs: number) => void;
}

const STATES_PER_REPORT = 50_000;

/** Visits every state that the bounds allow, nearest first, until one breaks a promise. */
export const search = async (
  bounds: Bounds,
  { rule = INTACT, asksForTheEnd = true, isReduced = true, report }: Asked = {},
): Promise<Search> => {
  const startedAt = process.cpuUsage();
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / 1000;
  };
  const rig = createRig(bounds, rule, isReduced);
  const judge = createJudge(rig, asksForTheEnd);
  const start = startOf(rig.texts, bounds.withOrder, bounds.workersMax);
  const visited = createVisited(start.length);
  visited.add(start, -1);
  let transitions = 0;

  const result = (found: Found | null): Search => ({
    states: visited.size(),
    transitions,
    histories: rig.automaton.histories(),
    constellations: judge.constellations(),
    cpuMs: cpuMs(),
    found,
  });
  const broken = async (promise: string, at: number, then?: Step): Promise<Search> => {
    const before = result(null);
    return { ...before, found: { promise, story: await storyOf(rig, visited.pathTo(at), then) } };
  };

  for (let at = 0; at < visited.size(); at += 1) {
    const state = visited.rowOf(at);
    const judged = judge.brokenIn(state);
    const promise = judged instanceof Promise ? await judged : judged;
    if (promise !== null) return broken(promise, at);
    const steps = stepsFrom(state, rig);
    for (const step of steps instanceof Promise ? await steps : steps) {
      transitions += 1;
      if (step.broken !== null) return broken(step.broken, at, step);
      visited.add(rig.representativeOf(step.state).state, at);
    }
    if (at % STATES_PER_REPORT === STATES_PER_REPORT - 1) report?.(visited.size(), cpuMs());
  }
  return result(null);
};
