import type { State } from '../states/state.ts';
import type { Order } from '../states/symmetry.ts';
import type { Rig } from './rig.ts';
import type { Step } from './step.ts';
import { stepsFrom } from './steps.ts';
import { wordsOf } from './words.ts';

const isSame = (one: State, other: State): boolean => one.join() === other.join();

const stepBetween = async (rig: Rig, from: State, to: State): Promise<{ step: Step; order: Order }> => {
  for (const step of await stepsFrom(from, rig)) {
    const { state, order } = rig.representativeOf(step.state);
    if (isSame(state, to)) return { step, order };
  }
  throw new Error('each state follows from the one before it');
};

/**
 * Tells how the last state of a path was reached, and what happened then. On the way symmetry has given the workers
 * other places from state to state: in the story, each keeps the number that it started with.
 */
export const storyOf = async (rig: Rig, path: readonly State[], then?: Step): Promise<string[]> => {
  const story: string[] = [];
  /** By place: the worker's number in the story. */
  let numbers = Array.from({ length: rig.bounds.workersMax }, (_, index) => index + 1);
  for (const [index, state] of path.slice(1).entries()) {
    const { step, order } = await stepBetween(rig, path[index] ?? [], state);
    story.push(wordsOf(step.event, numbers));
    const moved = numbers.slice();
    for (const [from, to] of order.entries()) moved[to] = numbers[from] ?? 0;
    numbers = moved;
  }
  if (then !== undefined) story.push(wordsOf(then.event, numbers));
  return story;
};
