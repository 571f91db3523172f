import { type Logged, logged } from './logged.ts';
import type { Usage } from './meter.ts';
import { OPERATIONS } from './operations.ts';
import { startRig } from './rig.ts';

/** What one operation was seen to use. */
export interface Counted extends Usage {
  readonly name: string;
  readonly isRequest: boolean;
  /** `POST /v1/payment_intents`, … */
  readonly processorCalls: readonly string[];
  readonly log: Logged;
  readonly answerBytes: number;
}

const answerBytesOf = (answer: unknown): number =>
  typeof answer === 'object' && answer !== null && 'body' in answer ? String(answer.body).length : 0;

/** Does each operation once, each on tables of its own, so that none finds what another has left. */
export const countAll = async (): Promise<readonly Counted[]> => {
  const counted: Counted[] = [];
  for (const { name, isRequest, prepare } of OPERATIONS) {
    const rig = await startRig();
    try {
      const { result: act } = await logged(() => prepare(rig));
      rig.meter.take();
      rig.toProcessor.take();
      const { result, log } = await logged(act);
      const processorCalls = rig.toProcessor.take();
      counted.push({
        name,
        isRequest,
        ...rig.meter.take(),
        processorCalls,
        log,
        answerBytes: answerBytesOf(result),
      });
    } finally {
      await rig.stop();
    }
  }
  return counted;
};
