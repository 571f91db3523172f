import { logged } from '../../scale/counting/logged.ts';
import type { Say } from '../part.ts';
import type { Call } from './calls.ts';
import { CONTENDERS } from './contenders.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { onStage, type Stage } from './stage.ts';

/** What one operation was seen to use. */
export interface Counted {
  readonly operation: string;
  readonly contender: string;
  readonly calls: readonly Call[];
  /** Of the charges' table and of an outbox. The orders' table has no stream. */
  readonly streamRecords: number;
}

const count = async (
  stage: Stage,
  { prepare }: Operation,
): Promise<Pick<Counted, 'calls' | 'streamRecords'>> => {
  // What the functions log belongs to nobody here.
  const { result: act } = await logged(() => prepare(stage));
  stage.takeCalls();
  await stage.takeStreamRecords();
  await logged(act);
  return { calls: stage.takeCalls(), streamRecords: await stage.takeStreamRecords() };
};

/** Does each operation once by each contender that has it: what is counted needs no second time. */
export const countAll = async (say: Say): Promise<readonly Counted[]> => {
  const counted: Counted[] = [];
  for (const contender of CONTENDERS) {
    say(`counting: ${contender.name}`);
    await onStage(contender, async (stage) => {
      for (const operation of OPERATIONS)
        if (contender.knowsRepeats || !operation.isRepeat)
          counted.push({
            operation: operation.name,
            contender: contender.name,
            ...(await count(stage, operation)),
          });
    });
  }
  return counted;
};
