import { type Answer, gatewayAnswer, json } from '../gateway/answer.ts';
import type { LastRun, Schedules } from '../schedules/schedules.ts';

const RECOVERY = 'recovery.recover';

/** `null` before the first run; otherwise when it ran and its report. */
const toAnswer = (run: LastRun | undefined): Answer => {
  if (run === undefined) return json(null);
  if (run.result.kind === 'answered') return json({ ranAt: run.ranAt, ...(run.result.value as object) });
  return gatewayAnswer(500, `The recovery did not end well (${run.result.kind}): its log says why.`);
};

export const recoveryCalls = ({ lastRun, runNow }: Schedules) => ({
  last: (): Answer => toAnswer(lastRun(RECOVERY)),
  runNow: async (): Promise<Answer> => toAnswer(await runNow(RECOVERY)),
});
